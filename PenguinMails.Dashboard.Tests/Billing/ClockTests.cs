using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Billing;

/// <summary>A month in a moment: the sandbox's clock is the application's.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    // Of its own: moving the clock would sign everybody else's tests out.
    private readonly BillingApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    [Fact]
    public async Task When_the_clock_has_moved_to_the_next_renewal_the_mirror_shows_it_paid()
    {
        var (tenant, _) = await _app.TenantAsync();
        var outcome = await _app.Services.GetRequiredService<CheckoutService>().StartAsync(
            CallerGiven.Of(tenant, Role.Owner), new CheckoutWish("starter", BillingCycle.Monthly, false, "http://localhost/success", "http://localhost/plans"), Ct);
        await Payer.PayAsync(Assert.IsType<CheckoutOutcome.Redirect>(outcome).Url);
        await Eventually.BecomesAsync("the subscription is active", async () => (await _app.SubscriptionOfAsync(tenant))?.Status == "active");
        var before = (await _app.SubscriptionOfAsync(tenant))!;

        await _app.Sandbox.AdvanceAsync(before.CurrentPeriodEnd.AddHours(2), Ct);

        var after = (await _app.SubscriptionOfAsync(tenant))!;
        Assert.Equal(("active", before.CurrentPeriodEnd), (after.Status, after.CurrentPeriodStart));
        var payments = await _app.Services.GetRequiredService<PenguinMails.Dashboard.Payments.PaymentHistory>().ReadAsync(CallerGiven.Of(tenant, Role.Owner), 1, 10, Ct);
        Assert.Equal(2, payments.Payments.Count(payment => payment.Status == "succeeded"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
