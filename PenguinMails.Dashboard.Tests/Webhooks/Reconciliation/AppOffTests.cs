using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Webhooks.Reconciliation;

/// <summary>The application is away while things happen at Stripe, and no delivery is ever tried again.</summary>
public sealed class AppOffTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private ProductionNode _node = default!;

    public async ValueTask InitializeAsync() => _node = await ProductionNode.CreateAsync();

    [Fact]
    public async Task What_happened_while_the_application_was_off_is_there_after_its_start()
    {
        var stripe = new StripeAccount(_node.Stripe);
        var customer = (await new CustomerService(stripe.Client).CreateAsync(new() { Name = "Initech" }, cancellationToken: Ct)).Id;
        await _node.StartAsync();
        await Eventually.BecomesAsync("prices are mapped", () => Task.FromResult(_node.Read("SELECT count(*) FROM plan_prices WHERE stripe_price_id IS NOT NULL") == 6));
        await _node.KillAsync();
        _node.Adopt(customer, 1);

        var card = await stripe.AttachAsync(customer, "pm_card_visa");
        await new SubscriptionService(stripe.Client).CreateAsync(
            new() { Customer = customer, DefaultPaymentMethod = card, Items = [new() { Price = await stripe.PriceAsync("professional_monthly") }] }, cancellationToken: Ct);
        await _node.StartAsync();

        await Eventually.BecomesAsync("the subscription is in the mirror", () =>
            Task.FromResult(_node.Read("SELECT count(*) FROM tenant_subscriptions WHERE status = 'active'") == 1));
    }

    public async ValueTask DisposeAsync() => await _node.DisposeAsync();
}
