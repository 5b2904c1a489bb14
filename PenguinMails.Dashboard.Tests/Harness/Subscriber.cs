using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A company that has bought a plan through Checkout, and whose mirror knows.</summary>
internal sealed record Subscriber(Guid TenantId, string Email, Caller Owner, string CustomerId, string SubscriptionId)
{
    public Caller Member => CallerGiven.Of(TenantId, Role.Member);

    public static async Task<Subscriber> OfAsync(BillingApp app, string plan = "professional")
    {
        var (tenant, email) = await app.TenantAsync();
        var owner = CallerGiven.Of(tenant, Role.Owner);
        var wish = new CheckoutWish(plan, BillingCycle.Monthly, WithTrial: false, "http://localhost/billing/success", "http://localhost/plans");
        var checkout = await app.Services.GetRequiredService<CheckoutService>().StartAsync(owner, wish, TestContext.Current.CancellationToken);
        await Payer.PayAsync(Assert.IsType<CheckoutOutcome.Redirect>(checkout).Url);
        await Eventually.BecomesAsync("the subscription is active and paid", async () =>
        {
            await using var db = app.Databases.ForTenant(tenant);
            return (await app.SubscriptionOfAsync(tenant))?.Status == "active" && db.Payments.Any(payment => payment.StripeStatus == "succeeded" && payment.InvoiceId != null);
        });
        var subscription = (await app.SubscriptionOfAsync(tenant))!;
        return new Subscriber(tenant, email, owner, subscription.StripeCustomerId, subscription.StripeSubscriptionId);
    }
}
