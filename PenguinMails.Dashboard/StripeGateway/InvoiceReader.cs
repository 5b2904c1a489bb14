using System.Collections.Concurrent;
using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Reads an invoice to its end: lines beyond the first page, and which of them bill usage.</summary>
public sealed class InvoiceReader(IStripeClient stripe)
{
    private const int PageSize = 100;

    // A price never changes its kind, so each is asked for once in a process's life.
    private readonly ConcurrentDictionary<string, bool> _metered = new(StringComparer.Ordinal);

    internal async Task<InvoiceSnapshot> ReadAsync(Invoice invoice, CancellationToken ct)
    {
        var lines = new List<InvoiceLineSnapshot>();
        foreach (var line in await LinesAsync(invoice, ct))
            lines.Add(SnapshotMapping.Of(line, await IsMeteredAsync(line.Pricing?.PriceDetails?.PriceId, ct)));
        return SnapshotMapping.Of(invoice, lines);
    }

    private async Task<IReadOnlyList<InvoiceLineItem>> LinesAsync(Invoice invoice, CancellationToken ct)
    {
        if (invoice.Lines is not { HasMore: true })
            return invoice.Lines?.Data ?? [];
        return await StripeErrors.TranslateAsync(async () =>
        {
            var all = new List<InvoiceLineItem>();
            var options = new InvoiceLineItemListOptions { Limit = PageSize };
            await foreach (var line in new InvoiceLineItemService(stripe).ListAutoPagingAsync(invoice.Id, options, cancellationToken: ct))
                all.Add(line);
            return all;
        });
    }

    private async Task<bool> IsMeteredAsync(string? priceId, CancellationToken ct)
    {
        if (priceId is null)
            return false;
        if (_metered.TryGetValue(priceId, out var known))
            return known;
        var price = await StripeErrors.FindAsync(() => new PriceService(stripe).GetAsync(priceId, cancellationToken: ct));
        return _metered[priceId] = price?.Recurring?.UsageType == "metered";
    }
}
