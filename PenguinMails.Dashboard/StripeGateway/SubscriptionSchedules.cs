using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Changes of a subscription that wait for the end of its period.</summary>
public sealed class SubscriptionSchedules(IStripeClient stripe)
{
    /// <summary>From the end of the running period on, the subscription has these items. Until then the schedule can be released.</summary>
    /// <param name="annual">How long a period of the new items is.</param>
    /// <param name="quoteId">The intent; both calls' keys come from it.</param>
    public async Task ChangeAtPeriodEndAsync(string subscriptionId, IReadOnlyList<PhaseItem> next, bool annual, Guid quoteId, CancellationToken ct)
    {
        var schedules = new SubscriptionScheduleService(stripe);
        var create = new SubscriptionScheduleCreateOptions { FromSubscription = subscriptionId };
        var schedule = await StripeErrors.TranslateAsync(() => schedules.CreateAsync(create, Idempotency.For("schedule", quoteId), ct));
        var now = schedule.Phases[0];
        var update = new SubscriptionScheduleUpdateOptions
        {
            // Afterwards the subscription goes on by itself.
            EndBehavior = "release",
            ProrationBehavior = "none",
            Phases =
            [
                new SubscriptionSchedulePhaseOptions
                {
                    Items = [.. now.Items.Select(item => Item(item.PriceId, item.Quantity))],
                    Discounts = Kept(now),
                    StartDate = now.StartDate,
                    EndDate = now.EndDate,
                    TrialEnd = now.TrialEnd,
                },
                new SubscriptionSchedulePhaseOptions
                {
                    Items = [.. next.Select(item => Item(item.PriceId, item.Quantity))],
                    Discounts = Kept(now),
                    ProrationBehavior = "none",
                    Duration = new SubscriptionSchedulePhaseDurationOptions { Interval = annual ? "year" : "month", IntervalCount = 1 },
                },
            ],
        };
        await StripeErrors.TranslateAsync(() => schedules.UpdateAsync(schedule.Id, update, Idempotency.For("schedule-phases", quoteId), ct));
    }

    /// <summary>Lets go of the schedule: the subscription stays what it is. One that has ended already stays so.</summary>
    public async Task ReleaseAsync(string scheduleId, CancellationToken ct)
    {
        try
        {
            await StripeErrors.TranslateAsync(() => new SubscriptionScheduleService(stripe).ReleaseAsync(scheduleId, null, Idempotency.For("release", scheduleId), ct));
        }
        catch (StripeRefusedException)
        {
            var schedule = await StripeErrors.FindAsync(() => new SubscriptionScheduleService(stripe).GetAsync(scheduleId, cancellationToken: ct));
            if (schedule is { Status: "active" or "not_started" })
                throw;
        }
    }

    private static SubscriptionSchedulePhaseItemOptions Item(string price, long? quantity) => new() { Price = price, Quantity = quantity is 0 ? null : quantity };

    private static List<SubscriptionSchedulePhaseDiscountOptions>? Kept(SubscriptionSchedulePhase phase) => phase.Discounts is { Count: > 0 } discounts
        ? [.. discounts.Select(discount => discount.DiscountId is { } kept
            ? new SubscriptionSchedulePhaseDiscountOptions { Discount = kept }
            : new SubscriptionSchedulePhaseDiscountOptions { Coupon = discount.CouponId, PromotionCode = discount.PromotionCodeId })]
        : null;
}
