using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Stripe's coupons, each under an id of this product's own.</summary>
public sealed class Coupons(IStripeClient stripe)
{
    /// <summary>The coupon with that id, made where the account has none yet.</summary>
    public async Task EnsureAsync(string id, string name, int percentOff, int months, CancellationToken ct)
    {
        var coupons = new CouponService(stripe);
        if (await StripeErrors.FindAsync(() => coupons.GetAsync(id, cancellationToken: ct)) is not null)
            return;
        var options = new CouponCreateOptions { Id = id, Name = name, PercentOff = percentOff, Duration = "repeating", DurationInMonths = months };
        await StripeErrors.TranslateAsync(() => coupons.CreateAsync(options, Idempotency.For("coupon-create", id), ct));
    }
}
