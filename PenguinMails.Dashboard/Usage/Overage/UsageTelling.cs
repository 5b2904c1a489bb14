using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>
/// Tells Stripe of one report, once. The moment it is told for is written down before the call, so that a call whose answer was
/// lost is repeated as the very same call; where that can no longer be (Stripe forgets identifiers after a day, and bills a
/// period that is over no more), the meter is asked first whether it counted.
/// </summary>
internal sealed partial class UsageTelling(LeaseKeeper leases, Metering metering, Synchroniser synchroniser, TimeProvider time, ILogger<UsageTelling> log)
{
    // Short of the day for which Stripe promises to know an identifier again.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(20);
    // Stripe adds up meter events a little after they came: what is told at the very end of a period could miss its invoice.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WithoutPrice = TimeSpan.FromMinutes(1);

    public async Task TellAsync(BillingDb db, UsageReport report, CancellationToken ct)
    {
        await using var lease = await leases.TakeAsync($"usage-reports:{report.TenantId}", ct);
        // Claimed, but by whom before? Somebody slower than a claim lasts may just have done it.
        await db.Entry(report).ReloadAsync(ct);
        if (report.SentAt is not null || report.DeadAt is not null)
            return;
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleAsync(row => row.TenantId == report.TenantId, ct);
        var price = await db.MeteredPrices.AsNoTracking().SingleAsync(price => price.Id == MeteredPrice.ExtraEmails, ct);
        if (price is not { StripePriceId: { } priceId, StripeMeterId: { } meterId })
        {
            report.NextAttemptAt = time.GetUtcNow() + WithoutPrice;
            report.LastError = $"Stripe has no metered price under the lookup key {price.LookupKey}.";
            await db.SaveChangesAsync(ct);
            return;
        }

        if (await metering.EnsureItemAsync(subscription.StripeSubscriptionId, priceId, ct) is not { } item)
            GiveUp(db, report, subscription);
        else if (item.PeriodEnd - time.GetUtcNow() < Margin)
            report.NextAttemptAt = item.PeriodEnd + TimeSpan.FromSeconds(1);
        else
            await TellAsync(db, report, subscription, item, new Meter(meterId, price.MeterEventName), ct);
        await db.SaveChangesAsync(ct);
        if (report.SentAt is not null)
            await RefreshAsync(subscription.StripeCustomerId, ct);
    }

    private sealed record Meter(string Id, string EventName);

    private async Task TellAsync(BillingDb db, UsageReport report, TenantSubscription subscription, MeteredItem item, Meter meter, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (report.ToldFor is { } told && (told < item.PeriodStart || now - told > Remembered))
        {
            if (await WasCountedAsync(db, report, told, meter.Id, subscription.StripeCustomerId, ct))
            {
                report.SentAt = now;
                return;
            }

            (report.ToldFor, report.Telling) = (null, report.Telling + 1);
        }

        // Not before the item began, however our clock differs from Stripe's.
        report.ToldFor ??= ToTheSecond(now > item.PeriodStart ? now : item.PeriodStart);
        await db.SaveChangesAsync(ct);
        await metering.SendAsync(new MeterReading(report.Identifier, meter.EventName, subscription.StripeCustomerId, report.Packs, report.ToldFor.Value), ct);
        report.SentAt = time.GetUtcNow();
        report.LastError = null;
    }

    // Whatever the meter counted in that minute beyond what is known to have arrived is this report.
    private async Task<bool> WasCountedAsync(BillingDb db, UsageReport report, DateTimeOffset told, string meterId, string customerId, CancellationToken ct)
    {
        var from = told.AddTicks(-(told.Ticks % TimeSpan.TicksPerMinute));
        var to = from.AddMinutes(1);
        var counted = await metering.CountedAsync(meterId, customerId, from, to, ct);
        var arrived = await db.UsageReports.Where(other => other.TenantId == report.TenantId && other.SentAt != null && other.ToldFor >= from && other.ToldFor < to)
            .SumAsync(other => other.Packs, ct);
        return counted - arrived >= report.Packs;
    }

    private void GiveUp(BillingDb db, UsageReport report, TenantSubscription subscription)
    {
        report.DeadAt = time.GetUtcNow();
        report.LastError = "The subscription is over: there is no invoice left to stand on.";
        db.Record(
            report.TenantId, report.DeadAt.Value, AuditTrail.Product, "Extra emails not billed", subscription.StripeSubscriptionId,
            FormattableString.Invariant($"{report.Packs} packs; the subscription ended first"));
    }

    // For the pages alone: what the next invoice will ask for is more now.
    private async Task RefreshAsync(string customerId, CancellationToken ct)
    {
        try
        {
            await synchroniser.RefreshAsync(customerId, new SyncHints(false, [], []), ct: ct);
        }
        catch (Exception error) when (error is StripeUnavailableException or StripeRefusedException or LeaseLostException)
        {
            LogNotRefreshed(error);
        }
    }

    private static DateTimeOffset ToTheSecond(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    [LoggerMessage(LogLevel.Warning, "Usage was reported, but the next invoice could not be read again.")]
    private partial void LogNotRefreshed(Exception error);
}
