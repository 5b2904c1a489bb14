using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Invoices;

public abstract record UpcomingOutcome
{
    /// <param name="ChargedAt">When the card is asked.</param>
    public sealed record Ready(InvoiceSheet Sheet, DateTimeOffset ChargedAt) : UpcomingOutcome;

    /// <summary>No subscription runs on, so nothing more is billed.</summary>
    public sealed record Nothing : UpcomingOutcome;

    public sealed record StripeUnavailable : UpcomingOutcome;

    private UpcomingOutcome()
    {
    }
}

/// <summary>The next invoice to the cent, as Stripe works it out now.</summary>
public sealed class UpcomingInvoice(BillingDbFactory databases, Previews previews)
{
    public async Task<UpcomingOutcome> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        if (subscription is null || !SubscriptionStatus.IsLive(subscription.Status))
            return new UpcomingOutcome.Nothing();
        try
        {
            return await previews.UpcomingAsync(subscription.StripeSubscriptionId, ct) is { } preview
                ? new UpcomingOutcome.Ready(InvoiceSheet.Of(preview.Invoice), preview.ChargedAt ?? subscription.CurrentPeriodEnd)
                : new UpcomingOutcome.Nothing();
        }
        catch (StripeUnavailableException)
        {
            return new UpcomingOutcome.StripeUnavailable();
        }
    }
}
