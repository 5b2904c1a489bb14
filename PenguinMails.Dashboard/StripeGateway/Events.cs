using System.Runtime.CompilerServices;
using System.Text.Json;
using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>An event as Stripe's own list has it.</summary>
/// <param name="Json">To the letter as Stripe wrote it: what a delivery would have brought.</param>
public sealed record ListedEvent(string Id, string Type, DateTimeOffset Created, string Json);

/// <summary>Stripe's list of what happened in the account. It reaches back thirty days.</summary>
public sealed class Events(IStripeClient stripe)
{
    /// <summary>For how long Stripe lists an event.</summary>
    public static readonly TimeSpan Listed = TimeSpan.FromDays(30);

    private const int PageSize = 100;

    /// <summary>All events created from <paramref name="from"/> on, a page at a time, newest first, as Stripe lists them.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="before">Exclusive; null for all up to now.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="StripeUnavailableException">Stripe cannot be read; pages given so far stand.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ListedEvent>> PagesAsync(
        DateTimeOffset from, DateTimeOffset? before, [EnumeratorCancellation] CancellationToken ct)
    {
        var options = new EventListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime, LessThan = before?.UtcDateTime },
            Limit = PageSize,
        };
        while (true)
        {
            var page = await StripeErrors.TranslateAsync(() => new EventService(stripe).ListAsync(options, cancellationToken: ct));
            if (page.Data.Count > 0)
                yield return Read(page);
            if (!page.HasMore || page.Data.Count == 0)
                yield break;
            options.StartingAfter = page.Data[^1].Id;
        }
    }

    // From the answer's own text: Stripe.net's types hold only what this API version knows.
    private static List<ListedEvent> Read(StripeList<Event> page)
    {
        using var json = JsonDocument.Parse(page.StripeResponse.Content);
        return
        [
            .. json.RootElement.GetProperty("data").EnumerateArray().Select(item => new ListedEvent(
                item.GetProperty("id").GetString()!,
                item.GetProperty("type").GetString()!,
                DateTimeOffset.FromUnixTimeSeconds(item.GetProperty("created").GetInt64()),
                item.GetRawText())),
        ];
    }
}
