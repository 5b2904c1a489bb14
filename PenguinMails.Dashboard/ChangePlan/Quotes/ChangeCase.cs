using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.ChangePlan.Quotes;

/// <summary>A wish, beside what there is: all that is needed to reckon it and to carry it out.</summary>
/// <param name="Arranged">What had been arranged for the end of the period before; null for nothing.</param>
internal sealed record ChangeCase(
    TenantSubscription Row, LiveSubscription Live, ChangeWish Wish, ChangeTiming Timing, WantedItems Items, IReadOnlyDictionary<string, string> Names,
    ArrangedChange? Arranged);

internal sealed record ArrangedChange(IReadOnlyList<PhaseItem> Next, BillingCycle Cycle);
