using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>A webhook endpoint of the account: where Stripe posts events, and which.</summary>
/// <param name="ApiVersion">The version its events are written in; null for the account's own.</param>
public sealed record ListedEndpoint(string Id, Uri Url, bool IsEnabled, IReadOnlyList<string> EventTypes, string? ApiVersion)
{
    public bool Hears(string type) => EventTypes.Contains("*") || EventTypes.Contains(type);
}

/// <summary>What the Stripe account says of itself: its id and its webhook endpoints.</summary>
public sealed class Endpoints(IStripeClient stripe)
{
    /// <summary>The API version that this product speaks.</summary>
    public static string PinnedVersion => StripeConfiguration.ApiVersion;

    /// <summary>Stripe's, <c>acct_…</c>; null where the key is restricted and may not ask.</summary>
    public async Task<string?> AccountIdAsync(CancellationToken ct)
    {
        try
        {
            return (await StripeErrors.TranslateAsync(() => new AccountService(stripe).GetSelfAsync(cancellationToken: ct))).Id;
        }
        catch (StripeRefusedException)
        {
            return null;
        }
    }

    /// <summary>All of the account's endpoints; null where the key is restricted and may not ask.</summary>
    public async Task<IReadOnlyList<ListedEndpoint>?> ListAsync(CancellationToken ct)
    {
        try
        {
            return await StripeErrors.TranslateAsync(() => ReadAsync(ct));
        }
        catch (StripeRefusedException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<ListedEndpoint>> ReadAsync(CancellationToken ct)
    {
        var all = new List<ListedEndpoint>();
        var options = new WebhookEndpointListOptions { Limit = 100 };
        await foreach (var endpoint in new WebhookEndpointService(stripe).ListAutoPagingAsync(options, cancellationToken: ct))
            all.Add(new ListedEndpoint(endpoint.Id, new Uri(endpoint.Url), endpoint.Status == "enabled", endpoint.EnabledEvents, endpoint.ApiVersion));
        return all;
    }
}
