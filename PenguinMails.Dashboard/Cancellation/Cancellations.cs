using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Cancellation;

/// <summary>Leaves at the end of the paid period, takes that back, or stays for the offer.</summary>
internal sealed partial class Cancellations(
    BillingDbFactory databases, LeaseKeeper leases, SubscriptionEdits subscriptions, SubscriptionSchedules schedules, Coupons coupons,
    Synchroniser synchroniser, TimeProvider time, ILogger<Cancellations> log)
{
    public Task<CancellationOutcome> CancelAsync(Caller caller, CancellationReason reason, string? comment, CancellationToken ct) => GuardAsync(caller, async db =>
    {
        if (await RunningAsync(db, ct) is not { } row)
            return new CancellationOutcome.NothingRunning();
        if (row.CancelAtPeriodEnd)
            return new CancellationOutcome.Ends(row.CurrentPeriodEnd);
        var survey = await SurveyAsync(db, row, reason, comment, ct);
        db.Record(row.TenantId, time.GetUtcNow(), caller.Name, "Cancellation asked for", row.StripeSubscriptionId, reason.Word());
        await db.SaveChangesAsync(ct);
        // Stripe lets nothing be canceled that has a change arranged: the end comes instead of it.
        await ReleaseAsync(row, ct);
        await subscriptions.EndAtPeriodEndAsync(row.StripeSubscriptionId, ends: true, survey.Id.ToString(), ct);
        survey.CanceledAt = time.GetUtcNow();
        await db.SaveChangesAsync(ct);
        await synchroniser.RefreshAsync(row.StripeCustomerId, SyncHints.All, ct: ct);
        return new CancellationOutcome.Ends(row.CurrentPeriodEnd);
    }, ct);

    public Task<CancellationOutcome> UndoAsync(Caller caller, CancellationToken ct) => GuardAsync(caller, async db =>
    {
        if (await RunningAsync(db, ct) is not { } row)
            return new CancellationOutcome.NothingRunning();
        if (!row.CancelAtPeriodEnd)
            return new CancellationOutcome.GoesOn(row.CurrentPeriodEnd);
        var survey = await db.CancellationSurveys.Where(survey => survey.CanceledAt != null && survey.UndoneAt == null)
            .OrderByDescending(survey => survey.CreatedAt).FirstOrDefaultAsync(ct);
        // Canceled on Stripe's portal it has no survey; then what is undone is the state that was last seen.
        await subscriptions.EndAtPeriodEndAsync(row.StripeSubscriptionId, ends: false, survey?.Id.ToString() ?? $"seen:{row.UpdatedAt.UtcTicks}", ct);
        if (survey is not null)
            survey.UndoneAt = time.GetUtcNow();
        db.Record(row.TenantId, time.GetUtcNow(), caller.Name, "Cancellation taken back", row.StripeSubscriptionId);
        await db.SaveChangesAsync(ct);
        await synchroniser.RefreshAsync(row.StripeCustomerId, SyncHints.All, ct: ct);
        return new CancellationOutcome.GoesOn(row.CurrentPeriodEnd);
    }, ct);

    public Task<CancellationOutcome> TakeOfferAsync(Caller caller, CancellationReason reason, string? comment, CancellationToken ct) => GuardAsync(caller, async db =>
    {
        if (await RunningAsync(db, ct) is not { } row)
            return new CancellationOutcome.NothingRunning();
        if (!RetentionOffer.IsMade(row, await LastTakenAsync(db, ct), time.GetUtcNow()))
            return new CancellationOutcome.NoOffer();
        var survey = await SurveyAsync(db, row, reason, comment, ct);
        await db.SaveChangesAsync(ct);
        await coupons.EnsureAsync(RetentionOffer.CouponId, RetentionOffer.CouponName, RetentionOffer.PercentOff, RetentionOffer.Months, ct);
        if (await subscriptions.FindAsync(row.StripeSubscriptionId, ct) is not { } live)
            return new CancellationOutcome.NothingRunning();
        await subscriptions.AddCouponAsync(live, RetentionOffer.CouponId, survey.Id.ToString(), ct);
        survey.OfferTakenAt = time.GetUtcNow();
        db.Record(row.TenantId, survey.OfferTakenAt.Value, caller.Name, "Stayed for the offer", row.StripeSubscriptionId, $"{RetentionOffer.PercentOff}% off for {RetentionOffer.Months} months");
        await db.SaveChangesAsync(ct);
        await synchroniser.RefreshAsync(row.StripeCustomerId, SyncHints.All, ct: ct);
        return new CancellationOutcome.OfferTaken();
    }, ct);

    /// <summary>Whether the offer is made to the caller's tenant now.</summary>
    public async Task<bool> IsOfferMadeAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return caller.ManagesBilling && RetentionOffer.IsMade(await RunningAsync(db, ct), await LastTakenAsync(db, ct), time.GetUtcNow());
    }

    private async Task ReleaseAsync(TenantSubscription row, CancellationToken ct)
    {
        if ((await subscriptions.FindAsync(row.StripeSubscriptionId, ct))?.ScheduleId is { } schedule)
            await schedules.ReleaseAsync(schedule, ct);
    }

    // One that was begun and cut off goes on under its own id: Stripe then sees the same call again.
    private async Task<CancellationSurvey> SurveyAsync(BillingDb db, TenantSubscription row, CancellationReason reason, string? comment, CancellationToken ct)
    {
        var begun = await db.CancellationSurveys.SingleOrDefaultAsync(
            survey => survey.CanceledAt == null && survey.OfferTakenAt == null && survey.StripeSubscriptionId == row.StripeSubscriptionId, ct);
        if (begun is null)
        {
            var now = time.GetUtcNow();
            db.CancellationSurveys.Add(begun = new CancellationSurvey
            {
                Id = Guid.CreateVersion7(now),
                TenantId = row.TenantId,
                StripeSubscriptionId = row.StripeSubscriptionId,
                PlanId = row.PlanId,
                Reason = reason,
                CreatedAt = now,
            });
        }

        (begun.Reason, begun.Comment) = (reason, string.IsNullOrWhiteSpace(comment) ? null : comment.Trim()[..Math.Min(comment.Trim().Length, 2000)]);
        return begun;
    }

    private static async Task<TenantSubscription?> RunningAsync(BillingDb db, CancellationToken ct) =>
        await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct) is { } row && SubscriptionStatus.IsLive(row.Status) ? row : null;

    private static async Task<DateTimeOffset?> LastTakenAsync(BillingDb db, CancellationToken ct) =>
        await db.CancellationSurveys.Where(survey => survey.OfferTakenAt != null)
            .OrderByDescending(survey => survey.OfferTakenAt).Select(survey => survey.OfferTakenAt).FirstOrDefaultAsync(ct);

    private async Task<CancellationOutcome> GuardAsync(Caller caller, Func<BillingDb, Task<CancellationOutcome>> work, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new CancellationOutcome.NotAllowed();
        try
        {
            await using var lease = await leases.TakeAsync($"plan-change:{caller.OwnTenant}", ct);
            await using var db = databases.ForTenant(caller.OwnTenant);
            return await work(db);
        }
        catch (StripeUnavailableException error)
        {
            return new CancellationOutcome.StripeUnavailable(error.RetryAfter);
        }
        catch (StripeRefusedException error)
        {
            LogRefused(error, caller.OwnTenant);
            return new CancellationOutcome.Refused();
        }
    }

    [LoggerMessage(LogLevel.Error, "Stripe refused to end, keep or discount the subscription of tenant {TenantId}.")]
    private partial void LogRefused(Exception error, Guid tenantId);
}
