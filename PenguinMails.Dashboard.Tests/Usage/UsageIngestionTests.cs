using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Tests.Usage;

public abstract class UsageIngestionTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_order_any_repetition_and_any_cutting_into_batches_gives_the_same_counters() =>
        await Gen.Select(Gen.Enum<UsageMetric>(), Gen.Long[0, 500], Gen.Int[0, 59]).Array[1, 25]
            .SelectMany(reports => Gen.Int[0, reports.Length - 1].Array[0, 25].SelectMany(again => Gen.Shuffle(Enumerable.Range(0, reports.Length).Concat(again).ToArray()).Select(order => (reports, order))))
            .SampleAsync(async history => await ReportAsync(history.reports, history.order), iter: 6, threads: 1);

    private async Task ReportAsync((UsageMetric Metric, long Quantity, int Second)[] reports, int[] order)
    {
        var (tenant, owner) = await app.SubscriberAsync("business");
        var start = app.Sandbox.Clock.GetUtcNow();
        var entries = reports.Select((report, i) => new UsageEntry($"r{i}", report.Metric, report.Quantity, start.AddSeconds(report.Second))).ToArray();

        // Several at once, as several senders would.
        await Task.WhenAll(order.Chunk(4).Select(part => app.IngestAsync(owner, [.. part.Select(i => entries[i])])));

        var period = Assert.Single(await app.PeriodsAsync(tenant));
        Assert.Equal(entries.Where(entry => entry.Metric is UsageMetric.EmailsSent).Sum(entry => entry.Quantity), period.EmailsSent);
        Assert.Equal(Newest(UsageMetric.Seats), period.Seats);
        Assert.Equal(Newest(UsageMetric.Workspaces), period.Workspaces);
        Assert.Equal(Newest(UsageMetric.Domains), period.Domains);

        long Newest(UsageMetric metric) => entries.Where(entry => entry.Metric == metric).OrderBy(entry => entry.Timestamp).ThenBy(entry => entry.Quantity).LastOrDefault()?.Quantity ?? 0;
    }

    [Fact]
    public async Task From_seventy_to_ninety_six_percent_is_one_notice_and_one_mail()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 35_000));
        Assert.Empty(await app.UsageMailsAsync(tenant));

        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 13_000));
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 100));

        Assert.Equal(["Emails sent: 95% of your Professional limit"], await app.UsageMailsAsync(tenant));
        Assert.Equal([95], (await app.UsageAsync(owner)).Notices.Select(notice => notice.Percent));
    }

    [Fact]
    public async Task Each_step_is_told_once_and_a_seat_given_back_and_taken_again_is_no_news()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        foreach (var seats in new[] { 3, 4, 5, 4, 5 })
            await app.IngestAsync(owner, app.Now(UsageMetric.Seats, seats));

        Assert.Equal([80, 100], (await app.UsageAsync(owner)).Notices.Select(notice => notice.Percent).Order());
        Assert.Contains("Seats: the limit of Professional is reached", await app.UsageMailsAsync(tenant));
    }

    [Fact]
    public async Task Who_wants_to_be_asked_is_asked_by_mail_and_sending_waits_for_the_answer()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        var desk = app.Services.GetRequiredService<OverageDesk>();
        var limit = app.Services.GetRequiredService<ISendingLimit>();
        await desk.ChooseAsync(owner, OverageChoice.AskFirst, Ct);
        Assert.Equal(50_000, (await limit.ReadAsync(tenant, Ct)).EmailsRemaining);

        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 50_500));
        Assert.Equal(SendingBlocks.ApprovalNeeded, (await limit.ReadAsync(tenant, Ct)).BlockedBecause);
        Assert.Equal(["Your emails are waiting for your approval"], await app.UsageMailsAsync(tenant));
        Assert.Equal(0, (await app.UsageAsync(owner)).Overage.Packs);

        await desk.AllowAsync(owner, Ct);
        Assert.True((await limit.ReadAsync(tenant, Ct)).MaySend);
        Assert.Equal(1, (await app.UsageAsync(owner)).Overage.Packs);
        Assert.Contains("Extra emails allowed", await app.TrailOfAsync(tenant));
    }

    [Fact]
    public async Task Who_wants_to_stop_is_never_billed_and_not_afterwards_either()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        var desk = app.Services.GetRequiredService<OverageDesk>();
        await desk.ChooseAsync(owner, OverageChoice.Block, Ct);
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 64_000));
        Assert.Equal(SendingBlocks.LimitReached, (await app.Services.GetRequiredService<ISendingLimit>().ReadAsync(tenant, Ct)).BlockedBecause);

        await desk.ChooseAsync(owner, OverageChoice.Bill, Ct);
        Assert.Equal(0, (await app.UsageAsync(owner)).Overage.Packs);
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 1));

        Assert.Equal(1, (await app.UsageAsync(owner)).Overage.Packs);
    }

    [Fact]
    public async Task Within_a_trial_nothing_is_billed_and_nothing_beyond_the_limit_is_sent()
    {
        var (tenant, owner) = await app.SubscriberAsync(withTrial: true);
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 60_000));

        Assert.Equal(SendingBlocks.TrialLimitReached, (await app.Services.GetRequiredService<ISendingLimit>().ReadAsync(tenant, Ct)).BlockedBecause);
        Assert.Equal(0, (await app.UsageAsync(owner)).Overage.Packs);
        var trial = Assert.Single(await app.PeriodsAsync(tenant));
        Assert.Equal((await app.SubscriptionOfAsync(tenant))!.TrialEnd, trial.PeriodEnd);
    }

    [Fact]
    public async Task A_budget_warns_once_at_each_step()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        await app.Services.GetRequiredService<BudgetDesk>().SetAsync(owner, 180_00, Ct);
        for (var batch = 0; batch < 3; batch++)
            await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 27_000));

        var budgets = (await app.UsageAsync(owner)).Notices.Where(notice => notice.Subject.StartsWith("budget:", StringComparison.Ordinal));
        Assert.Equal([80, 100], budgets.Select(notice => notice.Percent).Order());
        Assert.Contains("This month is expected to reach your budget of $180.00", await app.UsageMailsAsync(tenant));
    }

    [Fact]
    public async Task A_budget_warns_of_an_add_on_when_it_is_bought()
    {
        var given = await app.SubscribedAsync();
        await app.Services.GetRequiredService<BudgetDesk>().SetAsync(given.Owner, 190_00, Ct);
        Assert.Empty(await app.UsageMailsAsync(given.Tenant));

        foreach (var seats in new[] { 1, 2, 3 })
        {
            await app.HasAddOnAsync(given, "addon_seat_monthly", seats);
            await app.HasAddOnAsync(given, "addon_seat_monthly", seats);
        }

        Assert.Equal([80, 100], (await app.UsageAsync(given.Owner)).Notices.Select(notice => notice.Percent).Order());
        Assert.Equal("This month is expected to reach your budget of $190.00", (await app.UsageMailsAsync(given.Tenant))[^1]);
    }

    [Fact]
    public async Task A_level_holds_however_long_ago_it_was_told()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        var start = (await app.SubscriptionOfAsync(tenant))!.CurrentPeriodStart;
        await using (var db = app.Databases.ForTenant(tenant))
        {
            db.UsagePeriods.AddRange(Enumerable.Range(1, 11).Select(ago => new UsagePeriod
            {
                Id = Guid.NewGuid(),
                TenantId = tenant,
                PeriodStart = start.AddMonths(-ago),
                PeriodEnd = start.AddMonths(1 - ago),
                Seats = ago is 11 ? 4 : 0,
                SeatsAt = ago is 11 ? start.AddMonths(-11) : null,
                Domains = ago is 2 ? 9 : ago is 10 ? 7 : 0,
                DomainsAt = ago is 2 or 10 ? start.AddMonths(-ago) : null,
            }));
            await db.SaveChangesAsync(Ct);
        }

        var view = await app.UsageAsync(owner);
        var counters = await app.Services.GetRequiredService<IUsageCounters>().ReadAsync(tenant, Ct);

        Assert.Equal([0L, 4L, 0L, 9L], view.Meters.Select(meter => meter.Used));
        Assert.Equal(new Counters(0, 4, 0, 9), counters);
        Assert.Equal([7L, 7L, 7L, 9L, 9L, 9L], view.History.Select(month => month.Counters[UsageMetric.Domains]));
    }

    [Fact]
    public async Task Records_are_let_go_in_time_and_counters_are_not()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 7));
        await using var db = app.Databases.ForTenant(tenant);
        var old = app.Sandbox.Clock.GetUtcNow().AddDays(-101);
        await db.UsageRecords.ExecuteUpdateAsync(set => set.SetProperty(record => record.ReceivedAt, old), Ct);

        await ActivatorUtilities.CreateInstance<UsageRetention>(app.Services).PurgeAsync(Ct);

        Assert.False(await db.UsageRecords.AnyAsync(Ct));
        Assert.Equal(7, Assert.Single(await app.PeriodsAsync(tenant)).EmailsSent);
    }
}

public sealed class UsageIngestionTestsOnSqlite(BillingApp app) : UsageIngestionTests(app);

public sealed class UsageIngestionTestsOnPostgres(BillingAppOnPostgres app) : UsageIngestionTests(app.Needed);
