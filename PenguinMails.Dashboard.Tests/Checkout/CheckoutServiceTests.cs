using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Checkout;

public abstract class CheckoutServiceTests(BillingApp app)
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paid_checkout_becomes_an_active_subscription_by_webhook_alone()
    {
        var (tenant, caller) = await OwnerAsync();

        await Payer.PayAsync(await StartAsync(caller));

        await Eventually.BecomesAsync("the subscription is active", async () => (await app.SubscriptionOfAsync(tenant))?.Status == "active");
        var subscription = (await app.SubscriptionOfAsync(tenant))!;
        Assert.Equal(("professional", 14900L, "usd"), (subscription.PlanId, subscription.Amount, subscription.Currency));
        Assert.Equal("Visa ending in 4242", subscription.Card!.Name);
        Assert.Contains("Subscription started", await app.TrailOfAsync(tenant));
    }

    [Fact]
    public async Task The_confirmation_is_mailed_once_however_often_the_mirror_is_read()
    {
        var (tenant, caller) = await OwnerAsync();
        await Payer.PayAsync(await StartAsync(caller));
        await Eventually.BecomesAsync("the subscription is active", async () => (await app.SubscriptionOfAsync(tenant))?.Status == "active");
        var customer = (await app.SubscriptionOfAsync(tenant))!.StripeCustomerId;

        for (var i = 0; i < 3; i++)
            await app.Services.GetRequiredService<Synchroniser>().RefreshAsync(customer, SyncHints.All, ct: Now);

        await using var db = app.Databases.ForPlatform();
        Assert.Equal(1, await db.OutboxMails.CountAsync(mail => mail.TenantId == tenant && mail.Key.StartsWith("subscription-started"), Now));
    }

    [Fact]
    public async Task Two_tabs_with_one_wish_share_one_page()
    {
        var (_, caller) = await OwnerAsync();

        Assert.Equal(await StartAsync(caller), await StartAsync(caller));
    }

    [Fact]
    public async Task Two_tabs_at_once_share_one_page()
    {
        var (_, caller) = await OwnerAsync();

        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartAsync(caller)));

        Assert.Single(pages.Distinct());
    }

    [Fact]
    public async Task Another_wish_closes_the_page_of_the_first()
    {
        var (_, caller) = await OwnerAsync();
        var first = await StartAsync(caller, "professional");
        var second = await StartAsync(caller, "business");

        Assert.NotEqual(first, second);
        await Assert.ThrowsAnyAsync<Exception>(() => Payer.PayAsync(first));
    }

    [Fact]
    public async Task Somebody_who_just_paid_in_another_tab_is_not_sent_to_pay_again()
    {
        var (_, caller) = await OwnerAsync();
        await Payer.PayAsync(await StartAsync(caller));

        // At once: the webhook may not have come yet.
        Assert.IsType<CheckoutOutcome.AlreadySubscribed>(await app.Services.GetRequiredService<CheckoutService>().StartAsync(caller, Wish("business"), Now));
    }

    [Fact]
    public async Task A_declined_card_leaves_nothing_behind()
    {
        var (tenant, caller) = await OwnerAsync();

        var answer = await Payer.PayAsync(await StartAsync(caller), Payer.Declined);

        Assert.Contains("declined", answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Null(await app.SubscriptionOfAsync(tenant));
    }

    [Fact]
    public async Task A_trial_is_given_once()
    {
        var (tenant, caller) = await OwnerAsync();
        await Payer.PayAsync(await StartAsync(caller, withTrial: true));
        await Eventually.BecomesAsync("the trial runs", async () => (await app.SubscriptionOfAsync(tenant))?.Status == "trialing");

        var overview = await app.Services.GetRequiredService<BillingOverview>().ReadAsync(caller, Now);

        Assert.False(overview.TrialAvailable);
        Assert.Equal(14, (int)Math.Round((overview.Subscription!.CurrentPeriodEnd - overview.Subscription.CurrentPeriodStart).TotalDays));
    }

    [Fact]
    public async Task A_member_may_not_buy()
    {
        var (tenant, _) = await app.TenantAsync();

        Assert.IsType<CheckoutOutcome.NotAllowed>(await app.Services.GetRequiredService<CheckoutService>()
            .StartAsync(CallerGiven.Of(tenant, Role.Member), Wish("starter"), Now));
    }

    [Fact]
    public async Task Enterprise_leads_to_sales_and_an_unknown_plan_nowhere()
    {
        var (_, caller) = await OwnerAsync();
        var checkout = app.Services.GetRequiredService<CheckoutService>();

        Assert.IsType<CheckoutOutcome.ContactSales>(await checkout.StartAsync(caller, Wish("enterprise"), Now));
        Assert.IsType<CheckoutOutcome.NotForSale>(await checkout.StartAsync(caller, Wish("platinum"), Now));
    }

    [Fact]
    public async Task Another_tenants_return_address_confirms_nothing()
    {
        var (_, payer) = await OwnerAsync();
        var session = (await StartAsync(payer)).Segments[^1];
        await app.Services.GetRequiredService<CheckoutReturn>().ConfirmAsync(payer, session, Now);
        var (_, stranger) = await OwnerAsync();
        await StartAsync(stranger);

        Assert.IsType<ReturnOutcome.Unknown>(await app.Services.GetRequiredService<CheckoutReturn>().ConfirmAsync(stranger, session, Now));
    }

    private async Task<(Guid, Caller)> OwnerAsync()
    {
        var (tenant, _) = await app.TenantAsync();
        return (tenant, CallerGiven.Of(tenant, Role.Owner));
    }

    private async Task<Uri> StartAsync(Caller caller, string plan = "professional", bool withTrial = false) =>
        Assert.IsType<CheckoutOutcome.Redirect>(await app.Services.GetRequiredService<CheckoutService>().StartAsync(caller, Wish(plan, withTrial), Now)).Url;

    private static CheckoutWish Wish(string plan, bool withTrial = false) => new(
        plan, BillingCycle.Monthly, withTrial, "http://localhost/billing/success?session_id={CHECKOUT_SESSION_ID}", "http://localhost/plans");
}

public sealed class CheckoutServiceTestsOnSqlite(BillingApp app) : CheckoutServiceTests(app);

public sealed class CheckoutServiceTestsOnPostgres(BillingAppOnPostgres app) : CheckoutServiceTests(app.Needed);
