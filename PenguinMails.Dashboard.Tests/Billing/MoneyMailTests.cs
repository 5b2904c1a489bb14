using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Mail.Stops;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Billing;

/// <summary>Which invoices and refunds are told by mail, and which are not. Webhooks arrive beside what the tests read by themselves.</summary>
public abstract class MoneyMailTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_part_of_a_payment_that_comes_back_is_told_once()
    {
        var given = await app.SubscribedAsync();
        var invoice = await given.LatestInvoiceAsync();
        await RefundAsync(given, 50_00);
        await ReadTwiceAsync(given);
        await RefundAsync(given, amount: null);
        await ReadTwiceAsync(given);

        var mails = await ToldAsync(given.Tenant);
        Assert.Equal(["We refunded $50.00", "We refunded $99.00"], mails.Select(mail => mail.Subject));
        Assert.Contains($"$50.00 of your payment of $149.00 for invoice {invoice.Number} is refunded.", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("your Visa ending in 4242 in 5 to 10 days", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains($"/invoices/{invoice.Id}", mails[0].Text, StringComparison.Ordinal);
        Assert.Null(mails[0].StopUrl);
        Assert.Equal(2, (await app.TrailOfAsync(given.Tenant)).Count(action => action == "Payment refunded"));
    }

    [Fact]
    public async Task A_refund_names_the_invoice_also_where_nothing_ever_told_of_that()
    {
        var given = await app.SubscribedAsync();
        await RefundAsync(given, amount: null);
        await Eventually.BecomesAsync("the refund is told", async () => (await ToldAsync(given.Tenant)).Count == 1);
        await ForgetAsync(given.Tenant);

        var payment = (await PaymentsAsync(given))[0].Id;
        await app.Services.GetRequiredService<Synchroniser>().RefreshAsync(given.Customer, new SyncHints(false, [], [payment]), ct: Ct);

        Assert.Contains((await given.LatestInvoiceAsync()).Number, Assert.Single(await ToldAsync(given.Tenant)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_that_was_paid_by_itself_is_told_once_and_the_first_one_with_the_subscription()
    {
        var given = await app.SubscribedAsync();
        await ReadTwiceAsync(given);
        Assert.Empty(await ToldAsync(given.Tenant));

        await AddSeatsAsync(given, 2);
        await ReadTwiceAsync(given);

        var mail = Assert.Single(await ToldAsync(given.Tenant));
        var invoice = await given.LatestInvoiceAsync();
        Assert.Equal(("Invoice available", $"Your invoice {invoice.Number} over $30.00"), (mail.Kind, mail.Subject));
        Assert.Contains($"/invoices/{invoice.Id}", mail.Html, StringComparison.Ordinal);
        Assert.NotNull(mail.StopUrl);
    }

    [Fact]
    public async Task Who_stopped_invoice_notices_still_hears_of_an_invoice_to_pay()
    {
        var given = await app.SubscribedAsync();
        await using (var db = app.Databases.ForTenant(given.Tenant))
        {
            db.MailStops.Add(new MailStop { TenantId = given.Tenant, Address = MailStop.Normal(given.Email), Topic = MailTopic.Invoices, StoppedAt = app.Sandbox.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        }

        await AddSeatsAsync(given, 1);
        var invoice = await ByHandAsync(given, 75_00);
        await ReadTwiceAsync(given);

        var mail = Assert.Single(await ToldAsync(given.Tenant));
        Assert.Equal("Invoice to pay", mail.Kind);
        Assert.StartsWith("Please pay $75.00 by ", mail.Subject, StringComparison.Ordinal);
        // Once it is paid there is nothing more to say of it.
        await new InvoiceService(given.Stripe.Client).PayAsync(invoice, cancellationToken: Ct);
        await ReadTwiceAsync(given);
        Assert.Single(await ToldAsync(given.Tenant));
    }

    [Fact]
    public async Task What_an_invoice_over_nothing_says_nobody_needs_to_hear()
    {
        var given = await app.SubscribedAsync(trialDays: 14);
        await ReadTwiceAsync(given);

        Assert.Equal(["Trial started"], (await app.MoneyMailsAsync(given.Tenant)).Select(mail => mail.Kind));
    }

    [Fact]
    public async Task A_tenant_with_a_history_is_not_told_of_it()
    {
        var given = await app.SubscribedAsync();
        await AddSeatsAsync(given, 1);
        await RefundAsync(given, 10_00);
        await ReadTwiceAsync(given);
        await ForgetAsync(given.Tenant);
        // As if it had been a customer long before it came to this product.
        await using (var db = app.Databases.ForTenant(given.Tenant))
            await db.BillingCustomers.ExecuteUpdateAsync(set => set.SetProperty(customer => customer.CreatedAt, app.Sandbox.Clock.GetUtcNow().AddDays(1)), Ct);

        await ReadTwiceAsync(given);
        Assert.Empty(await ToldAsync(given.Tenant));

        await RefundAsync(given, 5_00);
        await ReadTwiceAsync(given);
        Assert.Equal("We refunded $5.00", Assert.Single(await ToldAsync(given.Tenant)).Subject);
    }

    private async Task ReadTwiceAsync(Subscribed given)
    {
        for (var time = 0; time < 2; time++)
            await app.Services.GetRequiredService<Synchroniser>().RefreshAsync(given.Customer, SyncHints.All, ct: Ct);
    }

    private async Task<List<OutboxMail>> ToldAsync(Guid tenant) => (await app.MoneyMailsAsync(tenant)).FindAll(mail => mail.Kind != "Subscription started");

    /// <summary>The mirror's money and what was told of it are gone, as if they had never been.</summary>
    private async Task ForgetAsync(Guid tenant)
    {
        // Whatever is on its way would bring them back.
        await Eventually.BecomesAsync("the inbox is worked off", async () =>
        {
            await using var inbox = app.Databases.ForNobody();
            return !await inbox.WebhookEvents.AnyAsync(row => row.ProcessedAt == null && row.DeadAt == null, Ct);
        });
        await using var db = app.Databases.ForTenant(tenant);
        await db.InvoiceLines.ExecuteDeleteAsync(Ct);
        await db.Invoices.ExecuteDeleteAsync(Ct);
        await db.Payments.ExecuteDeleteAsync(Ct);
        await db.OutboxMails.Where(mail => mail.TenantId == tenant).ExecuteDeleteAsync(Ct);
    }

    private static async Task AddSeatsAsync(Subscribed given, int quantity) => await new SubscriptionItemService(given.Stripe.Client).CreateAsync(
        new() { Subscription = given.Subscription, Price = await given.Stripe.PriceAsync("addon_seat_monthly"), Quantity = quantity, ProrationBehavior = "always_invoice" }, cancellationToken: Ct);

    private static async Task<string> ByHandAsync(Subscribed given, long amount)
    {
        var invoices = new InvoiceService(given.Stripe.Client);
        var draft = await invoices.CreateAsync(new() { Customer = given.Customer, CollectionMethod = "send_invoice", DaysUntilDue = 30 }, cancellationToken: Ct);
        await new InvoiceItemService(given.Stripe.Client).CreateAsync(new() { Customer = given.Customer, Invoice = draft.Id, Amount = amount, Currency = "usd", Description = "Onboarding" }, cancellationToken: Ct);
        return (await invoices.FinalizeInvoiceAsync(draft.Id, cancellationToken: Ct)).Id;
    }

    private static async Task RefundAsync(Subscribed given, long? amount) =>
        await new RefundService(given.Stripe.Client).CreateAsync(new() { PaymentIntent = (await PaymentsAsync(given))[^1].Id, Amount = amount }, cancellationToken: Ct);

    private static async Task<List<PaymentIntent>> PaymentsAsync(Subscribed given) =>
        (await new PaymentIntentService(given.Stripe.Client).ListAsync(new() { Customer = given.Customer }, cancellationToken: Ct)).Data;
}

public sealed class MoneyMailTestsOnSqlite(BillingApp app) : MoneyMailTests(app);

public sealed class MoneyMailTestsOnPostgres(BillingAppOnPostgres app) : MoneyMailTests(app.Needed);
