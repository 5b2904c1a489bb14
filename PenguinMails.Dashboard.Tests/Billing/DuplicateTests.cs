using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Billing;

/// <summary>Two paid sessions, however they came about: one subscription stays, the other's money goes back.</summary>
public abstract class DuplicateTests(BillingApp app)
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_paid_subscriptions_one_stays_and_the_others_money_is_refunded()
    {
        var (tenant, _) = await app.TenantAsync();
        var customer = await app.Services.GetRequiredService<BillingCustomers>().GetOrCreateAsync(tenant, Now);
        // Past our own gates: two sessions of one customer, as Stripe allows.
        var (first, second) = (await SessionAsync(customer, "professional"), await SessionAsync(customer, "business"));
        await Payer.PayAsync(first);
        await Payer.PayAsync(second);

        await Eventually.BecomesAsync("the duplicate is refunded", async () => await DuplicateAsync(tenant) is { RefundedAt: not null });

        var duplicate = (await DuplicateAsync(tenant))!;
        var kept = (await app.SubscriptionOfAsync(tenant))!;
        Assert.Equal("active", kept.Status);
        Assert.Equal(kept.StripeSubscriptionId, duplicate.KeptSubscriptionId);
        Assert.NotEqual(kept.StripeSubscriptionId, duplicate.StripeSubscriptionId);
        Assert.Equal(kept.PlanId == "professional" ? 39900 : 14900, duplicate.RefundedAmount);

        var atStripe = await app.Services.GetRequiredService<Snapshots>().SubscriptionsAsync(customer.StripeCustomerId, Now);
        Assert.Equal(kept.StripeSubscriptionId, Assert.Single(atStripe, subscription => SubscriptionStatus.IsLive(subscription.Status)).Id);

        await Eventually.BecomesAsync("the refund is mirrored", async () => (await StatusesAsync(tenant)).SequenceEqual(["refunded", "succeeded"]));
        var trail = await app.TrailOfAsync(tenant);
        Assert.Single(trail, action => action == "Second subscription found");
        Assert.Single(trail, action => action == "Second subscription reversed");
        // One word about each: the plan that stays, and the money that comes back.
        Assert.Equal(["Refund of a second purchase", "Subscription started"], (await app.MoneyMailsAsync(tenant)).Select(mail => mail.Kind).Order());
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_subscription_of_a_tenant()
    {
        var (tenant, _) = await app.TenantAsync();
        await using var db = app.Databases.ForTenant(tenant);
        db.TenantSubscriptions.AddRange(Row(tenant, "cus_a", "sub_a"), Row(tenant, "cus_b", "sub_b"));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Now));
    }

    private async Task<Uri> SessionAsync(BillingCustomer customer, string plan)
    {
        await using var db = app.Databases.ForNobody();
        var price = await db.PlanPrices.SingleAsync(price => price.PlanId == plan && price.Cycle == BillingCycle.Monthly, Now);
        var request = new CheckoutRequest(
            Guid.NewGuid(), customer.TenantId, customer.StripeCustomerId, plan, price.StripePriceId!, null,
            "http://localhost/success", "http://localhost/cancel", app.Sandbox.Clock.GetUtcNow().AddHours(1));
        return (await app.Services.GetRequiredService<CheckoutSessions>().CreateAsync(request, Now)).Url!;
    }

    private async Task<DuplicateSubscription?> DuplicateAsync(Guid tenant)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return await db.DuplicateSubscriptions.AsNoTracking().SingleOrDefaultAsync(Now);
    }

    private async Task<List<string>> StatusesAsync(Guid tenant)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return [.. (await db.Payments.AsNoTracking().ToListAsync(Now)).Select(payment => payment.Status).Order()];
    }

    private static TenantSubscription Row(Guid tenant, string customer, string subscription) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = tenant,
        StripeCustomerId = customer,
        StripeSubscriptionId = subscription,
        Status = "active",
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}

public sealed class DuplicateTestsOnSqlite(BillingApp app) : DuplicateTests(app);

public sealed class DuplicateTestsOnPostgres(BillingAppOnPostgres app) : DuplicateTests(app.Needed);
