using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Usage.Periods;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A new company that pays already.</summary>
/// <param name="Owner">As a cookie would make them.</param>
internal sealed record Subscribed(Guid Tenant, Caller Owner, string Email, string Customer, string Subscription, StripeAccount Stripe)
{
    public async Task<Stripe.Invoice> LatestInvoiceAsync()
    {
        var subscription = await new SubscriptionService(Stripe.Client).GetAsync(Subscription, new SubscriptionGetOptions { Expand = ["latest_invoice"] });
        return subscription.LatestInvoice;
    }

    /// <summary>What Stripe has as the subscription's licensed items: price lookup key and quantity.</summary>
    public async Task<List<string>> ItemsAsync() =>
        [.. (await new SubscriptionService(Stripe.Client).GetAsync(Subscription)).Items.Select(item => $"{item.Price.LookupKey} x{item.Quantity}").Order()];
}

internal static class SubscribedGiven
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static async Task<Subscribed> SubscribedAsync(this BillingApp app, string price = "professional_monthly", string card = "pm_card_visa", int? trialDays = null)
    {
        var (tenant, email) = await app.TenantAsync();
        var stripe = new StripeAccount(app.Sandbox);
        var customer = (await app.Services.GetRequiredService<BillingCustomers>().GetOrCreateAsync(tenant, Ct)).StripeCustomerId;
        // Whatever is to go wrong goes wrong later: the first payment is good.
        var good = await stripe.AttachAsync(customer, "pm_card_visa");
        var subscription = await new SubscriptionService(stripe.Client).CreateAsync(new SubscriptionCreateOptions
        {
            Customer = customer,
            Items = [new SubscriptionItemOptions { Price = await stripe.PriceAsync(price) }],
            DefaultPaymentMethod = good,
            TrialPeriodDays = trialDays,
        }, cancellationToken: Ct);
        if (card != "pm_card_visa")
        {
            await new SubscriptionService(stripe.Client).UpdateAsync(
                subscription.Id, new SubscriptionUpdateOptions { DefaultPaymentMethod = await stripe.AttachAsync(customer, card) }, cancellationToken: Ct);
        }

        await app.Services.GetRequiredService<Synchroniser>().RefreshAsync(customer, SyncHints.All, ct: Ct);
        return new Subscribed(tenant, CallerGiven.Of(tenant, Role.Owner), email, customer, subscription.Id, stripe);
    }

    /// <summary>The company buys so many of an add-on, and the mirror is read again.</summary>
    public static async Task HasAddOnAsync(this BillingApp app, Subscribed given, string price, int quantity)
    {
        var (id, items) = (await given.Stripe.PriceAsync(price), new SubscriptionItemService(given.Stripe.Client));
        var known = (await items.ListAsync(new() { Subscription = given.Subscription }, cancellationToken: Ct)).FirstOrDefault(item => item.Price.Id == id);
        if (known is null)
            await items.CreateAsync(new() { Subscription = given.Subscription, Price = id, Quantity = quantity }, cancellationToken: Ct);
        else
            await items.UpdateAsync(known.Id, new() { Quantity = quantity }, cancellationToken: Ct);
        await app.Services.GetRequiredService<Synchroniser>().RefreshAsync(given.Customer, SyncHints.All, ct: Ct);
    }

    public static async Task UsesAsync(this BillingApp app, Guid tenant, int seats, int workspaces = 1, int domains = 1)
    {
        await using var db = app.Databases.ForTenant(tenant);
        var subscription = await db.TenantSubscriptions.SingleAsync(Ct);
        db.UsagePeriods.Add(new UsagePeriod
        {
            Id = Guid.NewGuid(),
            TenantId = tenant,
            PeriodStart = subscription.CurrentPeriodStart,
            PeriodEnd = subscription.CurrentPeriodEnd,
            Seats = seats,
            SeatsAt = subscription.CurrentPeriodStart,
            Workspaces = workspaces,
            WorkspacesAt = subscription.CurrentPeriodStart,
            Domains = domains,
            DomainsAt = subscription.CurrentPeriodStart,
        });
        await db.SaveChangesAsync(Ct);
    }
}
