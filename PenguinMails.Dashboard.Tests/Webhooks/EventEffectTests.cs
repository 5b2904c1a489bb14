using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;
using Stripe;
using CheckoutService = PenguinMails.Dashboard.Checkout.CheckoutService;

namespace PenguinMails.Dashboard.Tests.Webhooks;

/// <summary>What happens at Stripe, delivered as Stripe delivers it, and what stands in the mirror afterwards.</summary>
public abstract class EventEffectTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly StripeAccount _stripe = new(app.Sandbox);

    [Fact]
    public async Task A_purchase_brings_lines_card_and_billing_details()
    {
        var (tenant, _) = await SubscriberAsync();

        await using var db = app.Databases.ForTenant(tenant);
        await Eventually.BecomesAsync("the invoice's line is mirrored", () => db.InvoiceLines.AnyAsync(Ct));
        var line = await db.InvoiceLines.SingleAsync(Ct);
        Assert.Equal((14900L, 0L, false), (line.Amount, line.Tax, line.Proration));
        await Eventually.BecomesAsync("the card is mirrored as the default", () => db.PaymentMethods.AnyAsync(method => method.IsDefault && method.Card.LastFour == "4242", Ct));
        await Eventually.BecomesAsync("the address is mirrored", () => db.BillingCustomers.AnyAsync(customer => customer.Details.PostalCode == "10001", Ct));
    }

    [Fact]
    public async Task A_card_taken_off_at_stripe_leaves_the_mirror()
    {
        var (tenant, customer) = await SubscriberAsync();
        var card = await _stripe.AttachAsync(customer, "pm_card_mastercard");
        await using var db = app.Databases.ForTenant(tenant);
        await Eventually.BecomesAsync("the second card is mirrored", () => db.PaymentMethods.AnyAsync(method => method.Id == card, Ct));

        await new PaymentMethodService(_stripe.Client).DetachAsync(card, cancellationToken: Ct);

        await Eventually.BecomesAsync("it is gone", async () => !await db.PaymentMethods.AnyAsync(method => method.Id == card, Ct));
    }

    [Fact]
    public async Task A_refund_and_a_dispute_show_on_the_payment()
    {
        var (tenant, customer) = await SubscriberAsync();
        var intent = (await new PaymentIntentService(_stripe.Client).ListAsync(new() { Customer = customer }, cancellationToken: Ct)).Single();
        await new RefundService(_stripe.Client).CreateAsync(new() { PaymentIntent = intent.Id, Amount = 4900 }, cancellationToken: Ct);
        await Eventually.BecomesAsync("the refund shows", async () => (await PaymentAsync(tenant, intent.Id))?.Status == "partially_refunded");

        using var http = new HttpClient { BaseAddress = app.Sandbox.Url };
        using var body = new StringContent($$"""{"charge":"{{intent.LatestChargeId}}"}""", Encoding.UTF8, "application/json");
        (await http.PostAsync("/_sandbox/api/disputes", body, Ct)).EnsureSuccessStatusCode();

        await Eventually.BecomesAsync("the dispute shows", async () => (await PaymentAsync(tenant, intent.Id))?.DisputeStatus == "needs_response");
    }

    [Fact]
    public async Task A_customer_deleted_at_stripe_ends_the_subscription_and_the_next_purchase_makes_a_new_one()
    {
        var (tenant, customer) = await SubscriberAsync();
        await new CustomerService(_stripe.Client).DeleteAsync(customer, cancellationToken: Ct);
        await Eventually.BecomesAsync("the subscription has ended", async () => (await app.SubscriptionOfAsync(tenant))?.Status == "canceled");

        await Payer.PayAsync(await StartAsync(CallerGiven.Of(tenant, Role.Owner)));

        await Eventually.BecomesAsync("the new one is active", async () => (await app.SubscriptionOfAsync(tenant)) is { Status: "active" } again && again.StripeCustomerId != customer);
        Assert.Equal(["Subscription started", "Subscription ended", "Subscription started"], (await app.TrailOfAsync(tenant)).Where(action => action.StartsWith("Subscription", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failed_renewal_shows_as_past_due_and_its_payment_as_failed()
    {
        var (tenant, customer) = await SubscriberAsync();
        var subscription = (await app.SubscriptionOfAsync(tenant))!.StripeSubscriptionId;
        var card = await _stripe.AttachAsync(customer, "pm_card_chargeCustomerFail");
        await new SubscriptionService(_stripe.Client).UpdateAsync(
            subscription,
            new() { DefaultPaymentMethod = card, BillingCycleAnchor = new() { Type = "now" }, ProrationBehavior = "none", PaymentBehavior = "allow_incomplete" },
            cancellationToken: Ct);

        await Eventually.BecomesAsync("it is past due", async () => (await app.SubscriptionOfAsync(tenant))?.Status == "past_due");
        await using var db = app.Databases.ForTenant(tenant);
        await Eventually.BecomesAsync("the failed payment shows", async () => (await db.Payments.AsNoTracking().ToListAsync(Ct)).Any(payment => payment.Status == "failed"));
    }

    [Fact]
    public async Task An_event_of_a_connected_account_is_kept_and_ignored()
    {
        var id = SignedEvent.NewId();
        var body = SignedEvent.Body(id, "customer.updated", """{"id":"cus_1","object":"customer"}""").Replace("\"livemode\"", "\"account\":\"acct_1\",\"livemode\"", StringComparison.Ordinal);
        using var http = new HttpClient();
        using var content = SignedEvent.Of(body, app.Sandbox.Clock.GetUtcNow());

        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync(new Uri(app.Address, "/webhooks/stripe"), content, Ct)).StatusCode);

        await using var db = app.Databases.ForNobody();
        Assert.Equal(InboxStatus.Ignored, (await db.WebhookEvents.SingleAsync(row => row.EventId == id, Ct)).Status);
    }

    private async Task<(Guid Tenant, string Customer)> SubscriberAsync()
    {
        var (tenant, _) = await app.TenantAsync();
        await Payer.PayAsync(await StartAsync(CallerGiven.Of(tenant, Role.Owner)));
        await Eventually.BecomesAsync("the subscription is active", async () => (await app.SubscriptionOfAsync(tenant))?.Status == "active");
        return (tenant, (await app.SubscriptionOfAsync(tenant))!.StripeCustomerId);
    }

    private async Task<Uri> StartAsync(Caller caller) => Assert.IsType<CheckoutOutcome.Redirect>(await app.Services.GetRequiredService<CheckoutService>().StartAsync(
        caller, new CheckoutWish("professional", BillingCycle.Monthly, false, "http://localhost/success", "http://localhost/plans"), Ct)).Url;

    private async Task<Payment?> PaymentAsync(Guid tenant, string id)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return await db.Payments.AsNoTracking().SingleOrDefaultAsync(payment => payment.Id == id, Ct);
    }
}

public sealed class EventEffectTestsOnSqlite(BillingApp app) : EventEffectTests(app);

public sealed class EventEffectTestsOnPostgres(BillingAppOnPostgres app) : EventEffectTests(app.Needed);
