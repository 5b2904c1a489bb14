using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Overage;
using SubscriptionService = Stripe.SubscriptionService;
using SubscriptionUpdateOptions = Stripe.SubscriptionUpdateOptions;

namespace PenguinMails.Dashboard.Tests.Usage;

/// <summary>From an email too many to the line on the invoice. Of its own: the clock moves.</summary>
public abstract class OverageTests<TApp> : IAsyncLifetime where TApp : BillingApp, new()
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly TApp _app = new();

    protected abstract BillingApp Needed(TApp app);

    private BillingApp App => Needed(_app);

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    [Fact]
    public async Task Seventy_three_thousand_emails_on_professional_are_thirty_dollars_on_the_next_invoice_however_often_they_are_reported()
    {
        var (tenant, owner) = await App.SubscriberAsync();
        UsageEntry[] batch = [.. Enumerable.Range(0, 73).Select(_ => App.Now(UsageMetric.EmailsSent, 1_000))];
        for (var time = 0; time < 5; time++)
            await App.IngestAsync(owner, batch);
        Assert.Equal("$30.00", (await App.UsageAsync(owner)).Overage.Amount.ToString());

        var invoice = await RenewAsync(tenant);

        var line = Assert.Single(invoice, line => line.Quantity == 3);
        Assert.Equal(("3 × Extra emails, per 10,000 (at $10.00 / month)", 30_00L), (line.Description, line.Amount));
        Assert.Equal(179_00, invoice.Sum(one => one.Amount));
        await using var db = App.Databases.ForPlatform();
        var told = await db.OutboxMails.SingleAsync(mail => mail.TenantId == tenant && mail.Kind == "Invoice available", Ct);
        Assert.EndsWith("over $179.00", told.Subject, StringComparison.Ordinal);
        Assert.Contains($"/invoices/{invoice[0].InvoiceId}", told.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await App.UsageAsync(owner)).Overage.Packs);
        Assert.Equal(73_000, (await App.PeriodsAsync(tenant))[0].EmailsSent);
    }

    [Fact]
    public async Task A_budget_warns_anew_when_the_month_does()
    {
        var (tenant, owner) = await App.SubscriberAsync();
        await App.Services.GetRequiredService<BudgetDesk>().SetAsync(owner, 180_00, Ct);
        await RenewAsync(tenant);
        await RenewAsync(tenant);

        Assert.Equal(Enumerable.Repeat("This month is at 80% of your budget", 3), await App.UsageMailsAsync(tenant));
    }

    [Fact]
    public async Task A_lost_answer_an_outage_and_a_dead_node_bill_each_pack_once()
    {
        var (tenant, owner) = await App.SubscriberAsync();
        var stripe = new StripeAccount(App.Sandbox);
        // Longer than the client tries by itself.
        await stripe.FaultAsync("""{"api":"outage","times":8}""");
        await App.IngestAsync(owner, App.Now(UsageMetric.EmailsSent, 55_000));
        await App.IngestAsync(owner, App.Now(UsageMetric.EmailsSent, 10_000));
        await stripe.FaultAsync("""{"api":"outage","times":0}""");
        await SendAsync(tenant);

        // As a node leaves it that died after Stripe heard and before it could write that down.
        await using (var db = App.Databases.ForTenant(tenant))
            await db.UsageReports.ExecuteUpdateAsync(set => set.SetProperty(report => report.SentAt, (DateTimeOffset?)null).SetProperty(report => report.NextAttemptAt, DateTimeOffset.UnixEpoch), Ct);
        await SendAsync(tenant);
        // And as it is found more than a day later, when Stripe may know the identifier no more.
        await using (var db = App.Databases.ForTenant(tenant))
            await db.UsageReports.ExecuteUpdateAsync(set => set.SetProperty(report => report.SentAt, (DateTimeOffset?)null).SetProperty(report => report.NextAttemptAt, DateTimeOffset.UnixEpoch), Ct);
        await App.Sandbox.AdvanceAsync(App.Sandbox.Clock.GetUtcNow().AddDays(2), Ct);

        Assert.Equal(20_00, (await RenewAsync(tenant)).Where(line => line.StripePriceId != null).Sum(line => line.Amount) - 149_00);
    }

    [Fact]
    public async Task Beside_an_annual_plan_extra_emails_are_billed_by_the_month()
    {
        var (tenant, owner) = await App.SubscriberAsync(cycle: BillingCycle.Annual);
        var before = (await App.SubscriptionOfAsync(tenant))!;
        await App.IngestAsync(owner, App.Now(UsageMetric.EmailsSent, 60_001));
        await SendAsync(tenant);
        var month = (await App.UsageAsync(owner)).Span!.Value;
        Assert.Equal(before.CurrentPeriodStart.AddMonths(1), month.End);

        await App.Sandbox.AdvanceAsync(month.End.AddHours(2), Ct);

        await using var db = App.Databases.ForTenant(tenant);
        var invoice = await db.Invoices.OrderByDescending(invoice => invoice.CreatedAt).FirstAsync(Ct);
        Assert.Equal(("paid", 20_00L), (invoice.Status, invoice.Total));
        var after = (await App.SubscriptionOfAsync(tenant))!;
        Assert.Equal((before.CurrentPeriodEnd, BillingCycle.Annual, 1_430_00L, "professional"), (after.CurrentPeriodEnd, after.BillingCycle, after.Amount, after.PlanId));
        Assert.Equal(0, (await App.UsageAsync(owner)).Meters[0].Used);
    }

    [Fact]
    public async Task A_late_record_counts_in_its_own_month_until_that_is_closed_and_its_packs_stand_on_the_following_invoice()
    {
        var (tenant, owner) = await App.SubscriberAsync();
        var late = new UsageEntry("late", UsageMetric.EmailsSent, 12_000, App.Sandbox.Clock.GetUtcNow());
        await App.IngestAsync(owner, App.Now(UsageMetric.EmailsSent, 50_000));
        Assert.Equal(149_00, (await RenewAsync(tenant)).Sum(line => line.Amount));

        Assert.Equal(UsageVerdict.Accepted, (await App.IngestAsync(owner, late))[0].Verdict);
        Assert.Equal([62_000L], (await App.PeriodsAsync(tenant)).Select(period => period.EmailsSent));
        Assert.Equal(0, (await App.UsageAsync(owner)).Meters[0].Used);
        await App.Sandbox.AdvanceAsync(App.Sandbox.Clock.GetUtcNow().AddDays(4), Ct);
        Assert.Equal([UsageRejections.PeriodClosed], (await App.IngestAsync(owner, late with { IdempotencyKey = "later" })).Select(result => result.Reason));
        Assert.Equal(UsageVerdict.Duplicate, (await App.IngestAsync(owner, late))[0].Verdict);

        Assert.Equal(169_00, (await RenewAsync(tenant)).Sum(line => line.Amount));
    }

    [Fact]
    public async Task A_subscription_that_ends_with_its_period_bills_what_was_used_beyond_it()
    {
        var (tenant, owner) = await App.SubscriberAsync();
        await App.IngestAsync(owner, App.Now(UsageMetric.EmailsSent, 51_000));
        await SendAsync(tenant);
        var subscription = (await App.SubscriptionOfAsync(tenant))!;
        await new SubscriptionService(new StripeAccount(App.Sandbox).Client).UpdateAsync(
            subscription.StripeSubscriptionId, new SubscriptionUpdateOptions { CancelAtPeriodEnd = true }, cancellationToken: Ct);

        Assert.Equal(10_00, (await RenewAsync(tenant)).Sum(line => line.Amount));
        Assert.Equal(UsageRejections.NoSubscription, (await App.IngestAsync(owner, App.Now(UsageMetric.EmailsSent, 1)))[0].Reason);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task SendAsync(Guid tenant)
    {
        await using var db = App.Databases.ForTenant(tenant);
        await Eventually.BecomesAsync("Stripe has heard of all packs", async () =>
        {
            await db.UsageReports.Where(report => report.SentAt == null).ExecuteUpdateAsync(set => set.SetProperty(report => report.NextAttemptAt, DateTimeOffset.UnixEpoch), Ct);
            await App.Services.GetRequiredService<UsageReporter>().SendDueAsync(Ct);
            return !await db.UsageReports.AnyAsync(report => report.SentAt == null, Ct);
        });
    }

    /// <summary>Goes past the end of the period.</summary>
    /// <returns>The lines of the invoice that came of it.</returns>
    private async Task<List<InvoiceLine>> RenewAsync(Guid tenant)
    {
        var end = (await App.SubscriptionOfAsync(tenant))!.CurrentPeriodEnd;
        await App.Sandbox.AdvanceAsync(end.AddHours(2), Ct);
        await using var db = App.Databases.ForTenant(tenant);
        var invoice = await db.Invoices.OrderByDescending(invoice => invoice.CreatedAt).FirstAsync(Ct);
        Assert.Equal(("paid", true), (invoice.Status, invoice.CreatedAt >= end));
        return await db.InvoiceLines.AsNoTracking().Where(line => line.InvoiceId == invoice.Id).ToListAsync(Ct);
    }
}

public sealed class OverageTestsOnSqlite : OverageTests<BillingApp>
{
    protected override BillingApp Needed(BillingApp app) => app;
}

public sealed class OverageTestsOnPostgres : OverageTests<BillingAppOnPostgres>
{
    protected override BillingApp Needed(BillingAppOnPostgres app) => app.Needed;
}
