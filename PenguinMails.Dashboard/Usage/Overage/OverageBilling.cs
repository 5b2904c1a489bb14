using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>Decides within a turn how many more packs are billed, and leaves Stripe's part as a row.</summary>
internal sealed class OverageBilling
{
    public async Task DecideAsync(UsageTurn turn, CancellationToken ct)
    {
        if (turn.Subscription is not { } subscription || !SubscriptionStatus.IsLive(subscription.Status) || turn.Plan?.EmailsPerMonth is not { } limit)
            return;
        foreach (var period in turn.Touched.Where(period => OverageRules.IsBilled(turn.Settings.Overage, turn.Trialing, period)))
        {
            // Nothing to ask the database for as long as the plan suffices.
            if (OverageRules.Over(period, limit) == 0)
                continue;
            var price = await turn.Db.MeteredPrices.SingleAsync(price => price.Id == MeteredPrice.ExtraEmails, ct);
            if (OverageRules.NewPacks(period, limit, price.UnitSize) is > 0 and var packs)
                Bill(turn, period, packs, price);
        }
    }

    private static void Bill(UsageTurn turn, UsagePeriod period, long packs, MeteredPrice price)
    {
        period.PacksBilled += packs;
        turn.HasNewReports = true;
        turn.Db.UsageReports.Add(new UsageReport
        {
            Id = Guid.CreateVersion7(turn.Now),
            TenantId = turn.TenantId,
            PeriodId = period.Id,
            Packs = packs,
            DecidedAt = turn.Now,
            NextAttemptAt = turn.Now,
        });
        turn.Db.Record(
            turn.TenantId, turn.Now, AuditTrail.Product, "Extra emails billed", turn.Subscription!.StripeSubscriptionId,
            FormattableString.Invariant($"{packs} × {price.UnitSize:N0} emails, {price.Money with { Minor = price.UnitAmount * packs }}"));
    }
}
