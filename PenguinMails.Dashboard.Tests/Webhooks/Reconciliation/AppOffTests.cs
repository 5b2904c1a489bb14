using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Webhooks.Reconciliation;

/// <summary>The application is away while things happen at Stripe, and no delivery is ever tried again.</summary>
public sealed class AppOffTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private CommonGround _ground = default!;
    private ProductionNode _node = default!;

    public async ValueTask InitializeAsync()
    {
        _ground = await CommonGround.OnSqliteAsync();
        _node = new ProductionNode(_ground);
    }

    [Fact]
    public async Task What_happened_while_the_application_was_off_is_there_after_its_start()
    {
        var stripe = new StripeAccount(_ground.Stripe);
        var customer = (await new CustomerService(stripe.Client).CreateAsync(new() { Name = "Initech" }, cancellationToken: Ct)).Id;
        await _node.StartAsync();
        await Eventually.BecomesAsync("prices are mapped", () =>
            _ground.ReadAsync(db => db.PlanPrices.AllAsync(price => price.StripePriceId != null, Ct)));
        await _node.KillAsync();
        await _ground.AdoptAsync(customer);

        var card = await stripe.AttachAsync(customer, "pm_card_visa");
        await new SubscriptionService(stripe.Client).CreateAsync(
            new() { Customer = customer, DefaultPaymentMethod = card, Items = [new() { Price = await stripe.PriceAsync("professional_monthly") }] }, cancellationToken: Ct);
        await _node.StartAsync();

        await Eventually.BecomesAsync("the subscription is in the mirror", () =>
            _ground.ReadAsync(db => db.TenantSubscriptions.AnyAsync(row => row.Status == "active", Ct)));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _ground.DisposeAsync();
    }
}
