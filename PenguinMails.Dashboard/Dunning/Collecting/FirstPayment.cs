using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Collecting;

public abstract record StartOverOutcome
{
    /// <summary>The unfinished subscription is gone; a plan can be chosen.</summary>
    public sealed record Done : StartOverOutcome;

    /// <summary>It was paid meanwhile, or there was none.</summary>
    public sealed record NothingUnfinished : StartOverOutcome;

    public sealed record NotAllowed : StartOverOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : StartOverOutcome;

    private StartOverOutcome()
    {
    }
}

/// <summary>A subscription whose first payment was declined or not confirmed. It is finished on Stripe's page, or given up here; after 23 hours Stripe gives it up.</summary>
public sealed class FirstPayment(BillingDbFactory databases, InvoicePayments invoices, SubscriptionCare care, Synchroniser synchroniser)
{
    public async Task<StartOverOutcome> StartOverAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new StartOverOutcome.NotAllowed();
        await using var db = databases.ForTenant(caller.OwnTenant);
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        if (subscription is not { Status: SubscriptionStatus.Incomplete })
            return new StartOverOutcome.NothingUnfinished();
        try
        {
            // The invoice first: Stripe voids only what is unpaid, so nobody ends a subscription that is being paid in another window.
            var paid = await PaymentPage.WaitingAsync(db, ct) is { } invoice && await invoices.VoidAsync(invoice.Id, ct) == InvoiceStatus.Paid;
            if (!paid)
                await care.CancelNowAsync(subscription.StripeSubscriptionId, "Started over", ct);
            await synchroniser.RefreshAsync(subscription.StripeCustomerId, SyncHints.All, ct: ct);
            return paid ? new StartOverOutcome.NothingUnfinished() : new StartOverOutcome.Done();
        }
        catch (StripeUnavailableException error)
        {
            return new StartOverOutcome.StripeUnavailable(error.RetryAfter);
        }
    }
}
