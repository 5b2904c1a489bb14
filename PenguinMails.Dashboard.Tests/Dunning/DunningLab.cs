using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Collecting;
using PenguinMails.Dashboard.Mail.Sending;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Dunning;

/// <summary>A tenant with a subscription, as a test speaks of it.</summary>
internal sealed record Debtor(Guid Tenant, string Customer, string Subscription, Caller Owner);

/// <summary>The whole product beside a Stripe of its own, with one clock for both, in which payments are made to fail.</summary>
internal sealed class DunningLab : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly string? _database;

    private DunningLab(SandboxedApp app, string? database)
    {
        (App, _database) = (app, database);
        Stripe = new StripeAccount(app.Stripe);
        app.Stripe.Settle = SettleAsync;
    }

    public SandboxedApp App { get; }

    public StripeAccount Stripe { get; }

    public DateTimeOffset Now => App.Stripe.Clock.GetUtcNow();

    public static async Task<DunningLab> StartAsync(bool postgres, params (string, string)[] settings)
    {
        if (!postgres)
            return new DunningLab(await SandboxedApp.StartAsync(settings), null);
        var database = await Postgres.NewDatabaseAsync();
        Postgres.Need(new object(), database);
        return new DunningLab(await SandboxedApp.StartAsync([.. settings, ("ConnectionStrings:Billing", database!)]), database);
    }

    /// <summary>The product's due work is done at each stop of the clock; without, it is as if no node ran.</summary>
    public async Task<DateTimeOffset?> SettleAsync(CancellationToken ct)
    {
        await InboxAsync();
        var next = await App.Get<DunningWorker>().RunDueAsync(ct);
        await App.Get<MailWorker>().SendDueAsync(ct);
        return next;
    }

    public async Task<Debtor> SubscribeAsync(string card = "pm_card_visa", string? behavior = null)
    {
        var customer = await App.CustomerAsync();
        await using var db = App.Databases.ForNobody();
        await Eventually.BecomesAsync("prices are mapped", () => db.PlanPrices.AnyAsync(price => price.StripePriceId != null, Ct));
        var method = await Stripe.AttachAsync(customer.StripeCustomerId, card);
        var created = await new SubscriptionService(Stripe.Client).CreateAsync(
            new SubscriptionCreateOptions
            {
                Customer = customer.StripeCustomerId,
                DefaultPaymentMethod = method,
                PaymentBehavior = behavior,
                Items = [new SubscriptionItemOptions { Price = await Stripe.PriceAsync("professional_monthly") }],
            },
            cancellationToken: Ct);
        await RefreshAsync(customer.StripeCustomerId);
        return new Debtor(customer.TenantId, customer.StripeCustomerId, created.Id, CallerGiven.Of(customer.TenantId, Role.Owner));
    }

    /// <summary>A tenant whose renewal was just declined.</summary>
    public async Task<Debtor> FailAsync(string decline = "insufficient_funds", int times = 100)
    {
        var debtor = await SubscribeAsync();
        await DeclineAsync(decline, times);
        await AdvanceAsync((await SubscriptionAsync(debtor)).CurrentPeriodEnd.AddMinutes(61));
        return debtor;
    }

    public Task DeclineAsync(string code, int times = 100) => App.FaultAsync(new { decline = code, times });

    public async Task AdvanceAsync(DateTimeOffset to)
    {
        await App.Stripe.AdvanceAsync(to, Ct);
        await InboxAsync();
    }

    /// <summary>So many days, and a minute, after the first failure.</summary>
    public async Task ToDayAsync(Debtor debtor, int day) => await AdvanceAsync((await CaseAsync(debtor)).FirstFailedAt.AddDays(day).AddMinutes(1));

    /// <summary>A new card, as Stripe's portal puts one on file.</summary>
    public async Task<string> ReplaceCardAsync(Debtor debtor, string card = "pm_card_mastercard")
    {
        var method = await Stripe.AttachAsync(debtor.Customer, card);
        await new SubscriptionService(Stripe.Client).UpdateAsync(debtor.Subscription, new() { DefaultPaymentMethod = method }, cancellationToken: Ct);
        return method;
    }

    public Task RefreshAsync(string customer) => App.Get<Synchroniser>().RefreshAsync(customer, SyncHints.All, ct: Ct);

    public async Task<TenantSubscription> SubscriptionAsync(Debtor debtor) => await ReadAsync(debtor, db => db.TenantSubscriptions.AsNoTracking().SingleAsync(Ct));

    public Task<DunningCase> CaseAsync(Debtor debtor) => ReadAsync(debtor, db => db.DunningCases.AsNoTracking().SingleAsync(Ct));

    public Task<List<DunningAttempt>> AttemptsAsync(Debtor debtor) => ReadAsync(debtor, db => db.DunningAttempts.AsNoTracking().OrderBy(attempt => attempt.StartedAt).ToListAsync(Ct));

    public Task<List<DunningStep>> StepsAsync(Debtor debtor) => ReadAsync(debtor, db => db.DunningSteps.AsNoTracking().OrderBy(step => step.Day).ToListAsync(Ct));

    public async Task<Entitlements> EntitlementsAsync(Debtor debtor) => (await App.Get<TenantStanding>().ReadAsync(debtor.Owner, Ct)).Entitlements;

    public async Task<SubscriptionState> StateAsync(Debtor debtor) => (await EntitlementsAsync(debtor)).State;

    /// <summary>The kinds of mail that the tenant was sent about its subscription, in order.</summary>
    public async Task<List<string>> MailsAsync(Debtor debtor)
    {
        await using var db = App.Databases.ForPlatform();
        return await db.OutboxMails.Where(mail => mail.TenantId == debtor.Tenant && mail.WithdrawnAt == null && mail.Kind != "Subscription started")
            .OrderBy(mail => mail.Id).Select(mail => mail.Kind).ToListAsync(Ct);
    }

    /// <summary>How the bank answered each time it was asked, in order; the subscription's first payment left out.</summary>
    public async Task<List<string>> ChargesAsync(Debtor debtor)
    {
        var charges = await new ChargeService(Stripe.Client).ListAsync(new() { Customer = debtor.Customer, Limit = 100 }, cancellationToken: Ct);
        return [.. charges.Select(charge => charge.Status).Reverse().Skip(1)];
    }

    public Task<Stripe.Invoice> InvoiceAsync(Debtor debtor) => Task.Run(async () =>
        await new InvoiceService(Stripe.Client).GetAsync((await CaseAsync(debtor)).InvoiceId, cancellationToken: Ct));

    public Task<List<string>> TrailAsync(Debtor debtor) => ReadAsync(debtor, db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Ct));

    private async Task<T> ReadAsync<T>(Debtor debtor, Func<BillingDb, Task<T>> read)
    {
        await using var db = App.Databases.ForTenant(debtor.Tenant);
        return await read(db);
    }

    public Task InboxAsync() => Eventually.BecomesAsync("the inbox is worked off", async () =>
    {
        await using var db = App.Databases.ForNobody();
        return !await db.WebhookEvents.AnyAsync(row => row.ProcessedAt == null && row.DeadAt == null && row.Attempts == 0, Ct);
    });

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Postgres.DropAsync(_database);
    }
}
