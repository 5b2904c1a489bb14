using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Cancellation;
using PenguinMails.Dashboard.ChangePlan;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Cancellation;

public abstract class CancellationsTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private Cancellations Cancellations => app.Services.GetRequiredService<Cancellations>();

    [Fact]
    public async Task A_cancellation_takes_effect_at_the_end_and_keeps_the_answer()
    {
        var given = await app.SubscribedAsync();

        var ends = Assert.IsType<CancellationOutcome.Ends>(await Cancellations.CancelAsync(given.Owner, CancellationReason.TooExpensive, " Too much ", Ct));

        var row = (await app.SubscriptionOfAsync(given.Tenant))!;
        Assert.Equal((true, "active", row.CurrentPeriodEnd), (row.CancelAtPeriodEnd, row.Status, ends.At));
        await using var db = app.Databases.ForTenant(given.Tenant);
        var survey = await db.CancellationSurveys.SingleAsync(Ct);
        Assert.Equal((CancellationReason.TooExpensive, "Too much", "professional"), (survey.Reason, survey.Comment, survey.PlanId));
        Assert.Contains("Cancellation asked for", await app.TrailOfAsync(given.Tenant));
    }

    [Fact]
    public async Task It_can_be_taken_back_and_done_again()
    {
        var given = await app.SubscribedAsync();
        for (var i = 0; i < 2; i++)
        {
            await Cancellations.CancelAsync(given.Owner, CancellationReason.NotUsed, null, Ct);
            Assert.True((await app.SubscriptionOfAsync(given.Tenant))!.CancelAtPeriodEnd);
            Assert.IsType<CancellationOutcome.GoesOn>(await Cancellations.UndoAsync(given.Owner, Ct));
            Assert.False((await app.SubscriptionOfAsync(given.Tenant))!.CancelAtPeriodEnd);
        }

        await using var db = app.Databases.ForTenant(given.Tenant);
        Assert.Equal(2, await db.CancellationSurveys.CountAsync(survey => survey.UndoneAt != null, Ct));
    }

    [Fact]
    public async Task Pressed_five_times_at_once_it_is_one_cancellation_with_one_mail()
    {
        var given = await app.SubscribedAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Cancellations.CancelAsync(given.Owner, CancellationReason.Other, null, Ct)));

        await using var db = app.Databases.ForPlatform();
        Assert.Equal(1, await db.CancellationSurveys.CountAsync(survey => survey.TenantId == given.Tenant, Ct));
        Assert.Equal(1, await db.OutboxMails.CountAsync(mail => mail.TenantId == given.Tenant && mail.Key.StartsWith("cancellation:"), Ct));
    }

    [Fact]
    public async Task A_scheduled_downgrade_gives_way_to_the_cancellation()
    {
        var given = await app.SubscribedAsync();
        var changes = app.Services.GetRequiredService<PlanChanges>();
        var quote = Assert.IsType<ChangeOutcome.Quoted>(await changes.QuoteAsync(given.Owner, new ChangeWish("starter", BillingCycle.Monthly), Ct)).Quote;
        await changes.ConfirmAsync(given.Owner, quote.Id, Ct);

        Assert.IsType<CancellationOutcome.Ends>(await Cancellations.CancelAsync(given.Owner, CancellationReason.Other, null, Ct));

        var row = (await app.SubscriptionOfAsync(given.Tenant))!;
        Assert.Equal((true, null), (row.CancelAtPeriodEnd, row.ScheduledAt));
    }

    [Fact]
    public async Task The_offer_takes_a_fifth_off_the_next_invoice_and_is_made_once_a_year()
    {
        var given = await app.SubscribedAsync();
        Assert.True(await Cancellations.IsOfferMadeAsync(given.Owner, Ct));

        Assert.IsType<CancellationOutcome.OfferTaken>(await Cancellations.TakeOfferAsync(given.Owner, CancellationReason.TooExpensive, null, Ct));

        Assert.Equal(11_920, (await app.SubscriptionOfAsync(given.Tenant))!.NextAmount);
        Assert.False(await Cancellations.IsOfferMadeAsync(given.Owner, Ct));
        Assert.IsType<CancellationOutcome.NoOffer>(await Cancellations.TakeOfferAsync(given.Owner, CancellationReason.TooExpensive, null, Ct));
    }

    [Fact]
    public async Task The_discount_outlives_a_scheduled_downgrade()
    {
        var given = await app.SubscribedAsync();
        await Cancellations.TakeOfferAsync(given.Owner, CancellationReason.TooExpensive, null, Ct);
        var changes = app.Services.GetRequiredService<PlanChanges>();
        var quote = Assert.IsType<ChangeOutcome.Quoted>(await changes.QuoteAsync(given.Owner, new ChangeWish("starter", BillingCycle.Monthly), Ct)).Quote;

        Assert.IsType<ChangeOutcome.Scheduled>(await changes.ConfirmAsync(given.Owner, quote.Id, Ct));

        Assert.Equal((3_920, 3_920), (quote.NextAmount, (await app.SubscriptionOfAsync(given.Tenant))!.NextAmount));
    }

    [Fact]
    public async Task A_member_may_neither_leave_nor_stay()
    {
        var given = await app.SubscribedAsync();
        var member = CallerGiven.Of(given.Tenant, Role.Member);

        Assert.IsType<CancellationOutcome.NotAllowed>(await Cancellations.CancelAsync(member, CancellationReason.Other, null, Ct));
        Assert.IsType<CancellationOutcome.NotAllowed>(await Cancellations.UndoAsync(member, Ct));
        Assert.False(await Cancellations.IsOfferMadeAsync(member, Ct));
    }

    [Fact]
    public async Task The_export_holds_every_table_as_csv_and_as_json_and_nobody_elses_rows()
    {
        var (given, other) = (await app.SubscribedAsync(), await app.SubscribedAsync());
        await app.UsesAsync(given.Tenant, seats: 3);
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(given.Email);

        using var answer = await visitor.Http.GetAsync("/billing/export", Ct);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(
            ["audit", "invoice_lines", "invoices", "payments", "subscription", "usage"],
            zip.Entries.Select(entry => entry.Name.Split('.')[0]).Distinct().Order());
        Assert.Contains("149", await TextAsync(zip, "payments.csv"), StringComparison.Ordinal);
        using var subscription = JsonDocument.Parse(await TextAsync(zip, "subscription.json"));
        Assert.Equal("professional", subscription.RootElement[0].GetProperty("plan").GetString());
        Assert.Contains("\"seats\": 3", await TextAsync(zip, "usage.json"), StringComparison.Ordinal);
        foreach (var entry in zip.Entries)
            Assert.DoesNotContain(other.Subscription, await TextAsync(zip, entry.Name), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(Ct);
    }
}

public sealed class CancellationsTestsOnSqlite(BillingApp app) : CancellationsTests(app);

public sealed class CancellationsTestsOnPostgres(BillingAppOnPostgres app) : CancellationsTests(app.Needed);
