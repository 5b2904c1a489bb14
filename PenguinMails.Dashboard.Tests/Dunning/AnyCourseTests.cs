using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Collecting;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Dunning;

/// <summary>
/// A failed payment takes any course: days pass with the product on or off, people retry, cards are replaced, money comes past us,
/// Stripe is away, nodes die in the middle of their work. After each turn the books must agree with the bank's.
/// </summary>
public abstract class AnyCourseTests(bool postgres) : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly Gen<(int Seed, Turn[] Turns)> Courses = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Enum<Turn>().Array[4, 9]);
    private DunningLab _lab = default!;
    private DunningWorker _second = default!;

    public enum Turn
    {
        TwoDaysPass,
        FiveDaysPassWhileOff,
        ANodeDies,
        SomebodyRetries,
        ThreeRetryAtOnce,
        TheCardIsReplaced,
        TheCardIsReplacedByABadOne,
        StripeGoesAway,
        MoneyComesPastUs,
        TheBankRelents,
    }

    public async ValueTask InitializeAsync()
    {
        _lab = await DunningLab.StartAsync(postgres);
        // Another node's worth of worker; it shares nothing with the first but the database.
        _second = ActivatorUtilities.CreateInstance<DunningWorker>(_lab.App.Services);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _second?.Dispose();
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_happens_the_books_agree_with_the_bank() =>
        await Courses.SampleAsync(course => LiveAsync(course.Seed, course.Turns), iter: 6, threads: 1);

    private async Task LiveAsync(int seed, Turn[] turns)
    {
        var random = new Random(seed);
        await _lab.DeclineAsync("insufficient_funds", times: 0);
        var debtor = await _lab.FailAsync();
        var elsewhere = 0;
        foreach (var turn in turns)
        {
            elsewhere += await TakeAsync(turn, debtor, random);
            await SettleAsync();
            await AgreeAsync(debtor, elsewhere);
        }

        await _lab.AdvanceAsync(_lab.Now.AddDays(15));
        await SettleAsync();
        await AgreeAsync(debtor, elsewhere);
        Assert.NotNull((await _lab.CaseAsync(debtor)).Ending);
    }

    /// <returns>How often the bank was asked past us.</returns>
    private async Task<int> TakeAsync(Turn turn, Debtor debtor, Random random)
    {
        switch (turn)
        {
            case Turn.TwoDaysPass:
                await _lab.AdvanceAsync(_lab.Now.AddDays(2));
                break;
            case Turn.FiveDaysPassWhileOff:
                _lab.App.Stripe.Settle = null;
                await _lab.AdvanceAsync(_lab.Now.AddDays(5));
                _lab.App.Stripe.Settle = _lab.SettleAsync;
                break;
            case Turn.ANodeDies:
                _lab.App.Stripe.Settle = null;
                await _lab.AdvanceAsync(_lab.Now.AddDays(2));
                _lab.App.Stripe.Settle = _lab.SettleAsync;
                await DieAsync(random);
                break;
            case Turn.SomebodyRetries:
                await RetryAsync(debtor, 1);
                break;
            case Turn.ThreeRetryAtOnce:
                await RetryAsync(debtor, 3);
                break;
            case Turn.TheCardIsReplaced or Turn.TheCardIsReplacedByABadOne when await OpenAsync(debtor):
                await _lab.DeclineAsync("insufficient_funds", turn is Turn.TheCardIsReplaced ? 0 : 100);
                await _lab.ReplaceCardAsync(debtor);
                break;
            case Turn.StripeGoesAway:
                await _lab.App.FaultAsync(new { api = "outage", times = random.Next(1, 9) });
                await _lab.AdvanceAsync(_lab.Now.AddHours(3));
                break;
            case Turn.TheBankRelents:
                await _lab.DeclineAsync("insufficient_funds", times: 0);
                break;
            case Turn.MoneyComesPastUs when await OpenAsync(debtor):
                await _lab.DeclineAsync("insufficient_funds", times: 0);
                await new InvoiceService(_lab.Stripe.Client).PayAsync((await _lab.CaseAsync(debtor)).InvoiceId, cancellationToken: Ct);
                return 1;
        }

        return 0;
    }

    // Cut off wherever it is by then.
    private async Task DieAsync(Random random)
    {
        using var death = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        death.CancelAfter(random.Next(1, 120));
        try
        {
            await _second.RunDueAsync(death.Token);
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
            // Dead.
        }
    }

    private async Task RetryAsync(Debtor debtor, int times) => await Task.WhenAll(
        Enumerable.Range(0, times).Select(_ => _lab.App.Get<RetryPayment>().RetryAsync(debtor.Owner, seenCount: null, Ct)));

    // Both nodes at once, until nothing is due: what a dead one had claimed falls due again a little later.
    private async Task SettleAsync()
    {
        await _lab.App.FaultAsync(new { api = "outage", times = 0 });
        await _lab.InboxAsync();
        await _lab.AdvanceAsync(_lab.Now.AddMinutes(6));
        await Task.WhenAll(_second.RunDueAsync(Ct), _lab.SettleAsync(Ct));
        await _lab.InboxAsync();
    }

    private async Task<bool> OpenAsync(Debtor debtor) => (await _lab.InvoiceAsync(debtor)).Status == "open" && (await _lab.CaseAsync(debtor)).ClosedAt is null;

    private async Task AgreeAsync(Debtor debtor, int elsewhere)
    {
        var (one, invoice, state) = (await _lab.CaseAsync(debtor), await _lab.InvoiceAsync(debtor), await _lab.StateAsync(debtor));
        var attempts = (await _lab.AttemptsAsync(debtor)).Where(attempt => attempt.Kind is not AttemptKind.Elsewhere && attempt.Outcome is not StepOutcome.NoCard).ToList();

        Assert.All(attempts, attempt => Assert.NotNull(attempt.FinishedAt));
        Assert.Equal(1 + attempts.Count + elsewhere, invoice.AttemptCount);
        Assert.Equal(attempts.Count, attempts.DistinctBy(attempt => attempt.Key).Count());

        if (invoice.Status == "paid")
            Assert.Equal((SubscriptionState.Active, CaseEnding.Recovered), (state, one.Ending!.Value));
        else if (_lab.Now >= one.FirstFailedAt.AddDays(7))
            Assert.True(state is SubscriptionState.Suspended or SubscriptionState.Canceled, $"{state}, unpaid since {one.FirstFailedAt}");
        await ToldOnceAsync(debtor, one);
    }

    private async Task ToldOnceAsync(Debtor debtor, DunningCase one)
    {
        await using var db = _lab.App.Databases.ForPlatform();
        var mails = await db.OutboxMails.Where(mail => mail.TenantId == debtor.Tenant && mail.Conversation != null && mail.Conversation.StartsWith("payment:")).Select(mail => mail.Kind).ToListAsync(Ct);
        Assert.Single(mails, "Payment failed");
        Assert.Equal(one.Ending is CaseEnding.Recovered ? 1 : 0, mails.Count(kind => kind == "Payment recovered"));
        Assert.Equal(one.Ending is CaseEnding.Canceled ? 1 : 0, mails.Count(kind => kind == "Canceled after non-payment"));
        var seventh = (await _lab.StepsAsync(debtor)).Single(step => step.Kind is StepKind.RetryOrSuspend);
        Assert.Equal(seventh is { Outcome: StepOutcome.Declined } ? 1 : 0, mails.Count(kind => kind == "Sending suspended"));

        // Of an invoice that had failed its recovery tells, and of the first one the subscription's own mail; of every other its own, once.
        var invoices = await db.Invoices.AsNoTracking().Where(invoice => invoice.TenantId == debtor.Tenant).OrderBy(invoice => invoice.CreatedAt).ToListAsync(Ct);
        var notices = await db.OutboxMails.Where(mail => mail.TenantId == debtor.Tenant && mail.Kind == "Invoice available").Select(mail => mail.Key).ToListAsync(Ct);
        Assert.Equal(
            invoices.Skip(1).Where(invoice => invoice is { Status: "paid", FailingSince: null }).Select(invoice => invoice.Id).Order(),
            notices.Select(key => key.Split(':')[1]).Order());
    }
}

public sealed class AnyCourseTestsOnSqlite() : AnyCourseTests(postgres: false);

public sealed class AnyCourseTestsOnPostgres() : AnyCourseTests(postgres: true);
