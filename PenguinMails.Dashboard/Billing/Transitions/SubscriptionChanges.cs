using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>Reads transitions off two states of the tenant's subscription.</summary>
internal static class SubscriptionChanges
{
    // When Stripe sends its own notice: three days before the end.
    private static readonly TimeSpan TrialNotice = TimeSpan.FromDays(3);

    /// <param name="before">The row as it was; null for none.</param>
    /// <param name="after">The row as it is now.</param>
    public static IEnumerable<BillingTransition> Between(SubscriptionFacts? before, TenantSubscription after)
    {
        var same = before?.StripeSubscriptionId == after.StripeSubscriptionId ? before : null;
        if (same is null || same.Status is SubscriptionStatus.Incomplete)
        {
            if (SubscriptionStatus.IsEntitled(after.Status))
                yield return new BillingTransition.Started(after);
            else if (same is null || same.Status != after.Status)
                yield return new BillingTransition.StatusChanged(after, same?.Status ?? "none");
            yield break;
        }

        if (same.Status != after.Status)
        {
            yield return after.Status is SubscriptionStatus.Canceled
                ? new BillingTransition.Ended(after)
                : new BillingTransition.StatusChanged(after, same.Status);
        }

        if (same.PriceId != after.StripePriceId)
            yield return new BillingTransition.PlanChanged(after, same.PlanId);
        if (!same.CancelAtPeriodEnd && after.CancelAtPeriodEnd)
            yield return new BillingTransition.CancellationScheduled(after);
        if (same.CancelAtPeriodEnd && !after.CancelAtPeriodEnd && SubscriptionStatus.IsLive(after.Status))
            yield return new BillingTransition.CancellationUndone(after);
        if (after.Card is { } card && same.Card is not null && same.Card != card)
            yield return new BillingTransition.CardChanged(after, card);
        if (after.PaymentMethodId is { } method && same.PaymentMethodId != method)
            yield return new BillingTransition.MethodReplaced(after);
    }

    /// <summary>Read off the calendar and not off Stripe's <c>customer.subscription.trial_will_end</c>, which only makes us look: it may come late, twice or not at all.</summary>
    public static BillingTransition.TrialEnding? TrialEnding(TenantSubscription row, DateTimeOffset now) =>
        row is { Status: SubscriptionStatus.Trialing, CancelAtPeriodEnd: false, TrialEnd: { } end }
        && end - now <= TrialNotice && row.TrialReminderFor != end
            ? new BillingTransition.TrialEnding(row)
            : null;

    /// <summary>Also where the plan did not change: an add-on, a discount or a new period change it as well.</summary>
    public static BillingTransition.NextInvoiceChanged? NextInvoice(SubscriptionFacts? before, TenantSubscription after) =>
        after.NextAmount is not null && (before?.NextAmount, before?.NextMeteredAmount, before?.PeriodEnd) != (after.NextAmount, after.NextMeteredAmount, after.CurrentPeriodEnd)
            ? new BillingTransition.NextInvoiceChanged(after)
            : null;
}

/// <summary>What of a subscription's row its transitions depend on, kept aside before the row is overwritten.</summary>
internal sealed record SubscriptionFacts(
    string StripeSubscriptionId, string Status, string PriceId, string? PlanId, bool CancelAtPeriodEnd, Card? Card, string? PaymentMethodId,
    long? NextAmount, long NextMeteredAmount, DateTimeOffset PeriodEnd)
{
    public static SubscriptionFacts? Of(TenantSubscription? row) => row is null
        ? null
        : new SubscriptionFacts(
            row.StripeSubscriptionId, row.Status, row.StripePriceId, row.PlanId, row.CancelAtPeriodEnd, row.Card, row.PaymentMethodId,
            row.NextAmount, row.NextMeteredAmount, row.CurrentPeriodEnd);
}
