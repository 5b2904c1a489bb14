using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Look.Search;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>Finds the caller's invoices by a part of their number, in the mirror.</summary>
internal sealed class InvoiceSearch(BillingDbFactory databases) : ISearchSource
{
    private const int Most = 6;

    // One letter is in every number: it would find everything and mean nothing.
    private const int Shortest = 2;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(ClaimsPrincipal who, string text, CancellationToken ct)
    {
        if (text.Length < Shortest || Caller.From(who) is not { ManagesBilling: true } caller)
            return [];
        var pattern = TextSearch.Part(text);
        await using var db = databases.ForTenant(caller.OwnTenant);
        var found = await db.Invoices.AsNoTracking().Where(invoice => TextSearch.IsLike(invoice.Number, pattern))
            .OrderByDescending(invoice => invoice.CreatedAt).Take(Most).ToListAsync(ct);
        return [.. found.Select(invoice => new SearchHit(
            $"Invoice {invoice.Number}", "Invoice", $"/invoices/{invoice.Id}",
            $"{new Money(invoice.Total, invoice.Currency)}, {invoice.CreatedAt.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}"))];
    }
}
