using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Changes a running subscription: its items, its end, its discounts.</summary>
public sealed class SubscriptionEdits(IStripeClient stripe)
{
    /// <returns>Null where Stripe has no such subscription.</returns>
    public async Task<LiveSubscription?> FindAsync(string subscriptionId, CancellationToken ct) =>
        await StripeErrors.FindAsync(() => new SubscriptionService(stripe).GetAsync(subscriptionId, cancellationToken: ct)) is { } subscription
            ? View(subscription)
            : null;

    /// <summary>
    /// Changes items as of <paramref name="prorationAt"/>. What that costs is charged at once, and until it is paid the
    /// subscription stays what it was: the answer then says that the change is pending.
    /// </summary>
    public async Task<LiveSubscription> ChangeAsync(
        string subscriptionId, IEnumerable<ItemChange> items, DateTimeOffset? prorationAt, bool invoiceNow, Guid quoteId, CancellationToken ct)
    {
        var options = new SubscriptionUpdateOptions
        {
            Items = [.. items.Select(Item)],
            ProrationDate = prorationAt?.UtcDateTime,
            ProrationBehavior = prorationAt is null ? "none" : invoiceNow ? "always_invoice" : "create_prorations",
            PaymentBehavior = "pending_if_incomplete",
        };
        return View(await UpdateAsync(subscriptionId, options, Idempotency.For("plan-change", quoteId), ct));
    }

    /// <param name="intent">What is meant by it this time: the same subscription may be canceled and kept again and again.</param>
    public async Task<LiveSubscription> EndAtPeriodEndAsync(string subscriptionId, bool ends, string intent, CancellationToken ct) => View(await UpdateAsync(
        subscriptionId, new SubscriptionUpdateOptions { CancelAtPeriodEnd = ends }, Idempotency.For(ends ? "cancel-at-end" : "keep", subscriptionId, intent), ct));

    /// <summary>Adds a coupon to the discounts that the subscription has.</summary>
    public Task AddCouponAsync(LiveSubscription subscription, string couponId, string intent, CancellationToken ct)
    {
        var options = new SubscriptionUpdateOptions
        {
            Discounts =
            [
                .. subscription.DiscountIds.Select(id => new SubscriptionDiscountOptions { Discount = id }),
                new SubscriptionDiscountOptions { Coupon = couponId },
            ],
        };
        return UpdateAsync(subscription.Id, options, Idempotency.For("coupon", subscription.Id, couponId, intent), ct);
    }

    private Task<Subscription> UpdateAsync(string id, SubscriptionUpdateOptions options, RequestOptions key, CancellationToken ct) =>
        StripeErrors.TranslateAsync(() => new SubscriptionService(stripe).UpdateAsync(id, options, key, ct));

    private static SubscriptionItemOptions Item(ItemChange change) => new()
    {
        Id = change.ItemId,
        Price = change.PriceId,
        Quantity = change.Quantity,
        Deleted = change.Deleted ? true : null,
    };

    private static LiveSubscription View(Subscription subscription) => new(
        subscription.Id, subscription.CustomerId, subscription.Status,
        [.. subscription.Items.Select(item => new LiveItem(item.Id, item.Price.Id, item.Price.LookupKey, item.Quantity, item.Price.Recurring?.UsageType == "metered"))],
        subscription.ScheduleId, subscription.LatestInvoiceId, subscription.PendingUpdate is not null, subscription.CancelAtPeriodEnd || subscription.CancelAt is not null,
        subscription.DiscountIds ?? []);
}
