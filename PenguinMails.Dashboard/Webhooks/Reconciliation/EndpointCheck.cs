using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks.Reconciliation;

/// <summary>Looks in the Stripe account for the endpoint that leads here, and notes what is wrong with it.</summary>
internal sealed class EndpointCheck(Endpoints stripe, StripeAccount account, PublicAddress address, BillingDbFactory databases, TimeProvider time)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var name = await account.NameAsync(ct);
        if (await stripe.ListAsync(ct) is not { } endpoints)
            return;
        var ours = Ours(endpoints);
        await using var db = databases.ForNobody();
        if (await db.AccountWatches.SingleOrDefaultAsync(row => row.Account == name, ct) is not { } watch)
            return;
        watch.EndpointCheckedAt = time.GetUtcNow();
        watch.Endpoint = ours switch { null => EndpointStanding.Missing, { IsEnabled: false } => EndpointStanding.Disabled, _ => EndpointStanding.Enabled };
        watch.EndpointUrl = ours?.Url.ToString() ?? address.Of(WebhookEndpoint.Path);
        watch.EndpointApiVersion = ours?.ApiVersion;
        var lacks = ours is null ? [] : NeededEvents.Types.Where(type => !ours.Hears(type)).ToList();
        watch.EndpointLacks = lacks.Count == 0 ? null : string.Join(", ", lacks);
        await db.SaveChangesAsync(ct);
    }

    // By the public address; behind a proxy that nobody told us of, by the path. An enabled one before a disabled one.
    private ListedEndpoint? Ours(IReadOnlyList<ListedEndpoint> endpoints)
    {
        var here = new Uri(address.Of(WebhookEndpoint.Path));
        return endpoints.Where(endpoint => endpoint.Url.AbsolutePath.TrimEnd('/') == WebhookEndpoint.Path)
            .OrderByDescending(endpoint => endpoint.Url.Authority == here.Authority).ThenByDescending(endpoint => endpoint.IsEnabled)
            .FirstOrDefault();
    }
}
