using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>
/// Failed payments take any course: days pass with the product on or off, people retry, cards are replaced, money comes past us,
/// Stripe is away, nodes die in the middle of their work. In between nothing contradicts itself, and after each round the books
/// agree with the bank's.
/// </summary>
public abstract class AnyCourseTests(int debts, int rounds) : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    // What is put off farther than this is not put off but has its day. An error puts off for five minutes.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(6);
    // All is over then, and no next renewal has begun a second matter.
    private static readonly TimeSpan LongestCourse = TimeSpan.FromDays(15);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(2);

    // A round of the worker for one case takes some fifty.
    private protected const int MostSteps = 400;
    private readonly HttpClient _http = new();
    private Nodes? _nodes;
    private Postman? _postman;
    private StripeAccount _stripe = default!;
    private DateTimeOffset _end;

    private Nodes TheNodes => _nodes!;

    private CommonGround Ground => TheNodes.Ground;

    private Postman Postman => _postman!;

    private DateTimeOffset Now => Ground.Stripe.Clock.GetUtcNow();

    private protected abstract Task<Nodes> NodesAsync();

    public async ValueTask InitializeAsync()
    {
        _nodes = await NodesAsync();
        _stripe = new StripeAccount(Ground.Stripe);
        await _nodes.StartAsync();
        await Eventually.BecomesAsync("prices are mapped", () => Ground.ReadAsync(db => db.PlanPrices.AllAsync(price => price.StripePriceId != null, Ct)));
        _postman = new Postman(_stripe, _nodes);
        await _postman.BeginAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        _postman?.Dispose();
        if (_nodes is not null)
            await _nodes.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_happens_the_books_agree_with_the_bank()
    {
        await Course.Any(debts, rounds).SampleAsync(LiveAsync, iter: 1, threads: 1, print: course => course.ToString());
        await Ground.EqualInEveryFieldAsync();
    }

    private async Task LiveAsync(Course course)
    {
        var random = new Random(course.Seed);
        var owed = new List<Debt>();
        for (var number = 0; number < debts; number++)
            owed.Add(await Debt.BeginAsync(Ground, _stripe));
        await SettleAsync(random);
        await MoodAsync("insufficient_funds", times: 1000);
        await MoveAsync((await owed[^1].SubscriptionAsync()).Items.Single().CurrentPeriodEnd.AddMinutes(61));
        await SettleAsync(random);
        _end = Now + LongestCourse;

        foreach (var round in course.Rounds)
            await LiveThroughAsync(round, owed, random);

        await MoveAsync(_end);
        await SettleAsync(random);
        await AgreeAsync(owed, random);
        Assert.False(await Ground.ReadAsync(db => db.DunningCases.AnyAsync(one => one.ClosedAt == null, Ct)));
    }

    private async Task LiveThroughAsync(Round round, List<Debt> owed, Random random)
    {
        await using (new Watch(Ground, owed))
        {
            if (round.Deadly)
                TheNodes.LetOneDie(random);
            await MoodAsync(round.Bank is Bank.DeclinesForGood ? "stolen_card" : "insufficient_funds", round.Bank switch { Bank.Relents => 0, Bank.Wavers => random.Next(2 * debts), _ => 1000 });
            await MoveAsync(await AfterAsync(round.Passing));
            await Task.WhenAll(owed.Select((debt, number) => debt.DoAsync(round.Deeds[number])));
            await Postman.CollectAsync();
            if (round.Outage > 0)
                await _stripe.FaultAsync($$"""{"api":"outage","times":{{round.Outage}}}""");
            var addresses = owed.ConvertAll(_ => TheNodes.Next(random));
            await Task.WhenAll(owed.Select((debt, number) => RetryAsync(debt, round.Deeds[number], addresses[number])).Append(Postman.DeliverAsync(random)));
            await _stripe.FaultAsync("""{"api":"outage","times":0}""");
            if (round.Deadly)
                await TheNodes.ReplaceDeadAsync();
            await SettleAsync(random);
        }

        await AgreeAsync(owed, random);
    }

    private Task MoodAsync(string decline, int times) => _stripe.FaultAsync($$"""{"decline":"{{decline}}","times":{{times}}}""");

    private async Task<DateTimeOffset> AfterAsync(Passing passing)
    {
        var after = await WantedAsync(passing);
        return after < _end ? after : Now;
    }

    private async Task<DateTimeOffset> WantedAsync(Passing passing) => passing switch
    {
        Passing.Hours => Now.AddHours(3),
        Passing.OneDay => Now.AddDays(1),
        Passing.TwoDays => Now.AddDays(2),
        Passing.FiveDays => Now.AddDays(5),
        _ => (await Ground.ReadAsync(db => db.DunningCases.MinAsync(one => one.NextActionAt, Ct)))?.AddSeconds(1) ?? Now,
    };

    private async Task MoveAsync(DateTimeOffset to)
    {
        await Ground.Stripe.AdvanceAsync(to, Ct);
        await TheNodes.ClockMovedAsync();
    }

    // Time goes on, since what a dead node had claimed and what Stripe could not answer was put off.
    private Task SettleAsync(Random random) => Eventually.BecomesAsync("nothing is due any more", async () =>
    {
        await Postman.CollectAsync();
        await Postman.DeliverAsync(random);
        if (await IsSettledAsync())
            return true;
        await MoveAsync(Now.AddSeconds(20));
        return false;
    }, LongestRound);

    private Task<bool> IsSettledAsync()
    {
        var soon = Now + Soon;
        return Ground.ReadAsync(async db => !(
            await db.WebhookEvents.AnyAsync(row => row.ProcessedAt == null && row.DeadAt == null, Ct)
            || await db.DunningCases.AnyAsync(one => one.NextActionAt <= soon, Ct)
            || await db.OutboxMails.AnyAsync(mail => mail.SentAt == null && mail.WithdrawnAt == null && mail.DeadAt == null, Ct)));
    }

    private async Task RetryAsync(Debt debt, Deed deed, Uri node)
    {
        var times = deed switch { Deed.Retry => 1, Deed.ThreeRetriesAtOnce => 3, _ => 0 };
        await Task.WhenAll(Enumerable.Range(0, times).Select(async _ =>
        {
            try
            {
                using var answer = await AskAsync(debt, HttpMethod.Post, "retry-payment", node);
            }
            catch (HttpRequestException)
            {
                // It died of it, or before.
            }
        }));
    }

    private async Task AgreeAsync(List<Debt> owed, Random random)
    {
        var books = new Books(Ground);
        await Task.WhenAll(owed.ConvertAll(debt => (debt, node: TheNodes.Next(random))).Select(async one =>
        {
            using var answer = await AskAsync(one.debt, HttpMethod.Get, "subscription", one.node);
            var shown = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(Ct);
            await books.AgreeAsync(one.debt, new SeenFromOutside((string)shown!["status"]!, (bool)shown["can_send_emails"]!));
        }));
    }

    private async Task<HttpResponseMessage> AskAsync(Debt debt, HttpMethod method, string what, Uri node)
    {
        using var request = new HttpRequestMessage(method, new Uri(node, $"/api/v1/billing/{what}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", debt.Key);
        return await _http.SendAsync(request, Ct);
    }
}

public sealed class AnyCourseTestsOnSqlite() : AnyCourseTests(debts: 8, rounds: 5)
{
    private protected override async Task<Nodes> NodesAsync() => new OneMortal(await CommonGround.OnSqliteAsync(), MostSteps);
}

public sealed class AnyCourseTestsOnPostgres() : AnyCourseTests(debts: 8, rounds: 5)
{
    private protected override async Task<Nodes> NodesAsync() => new OneMortal(await CommonGround.OnPostgresAsync(), MostSteps);
}

/// <summary>Two processes on one database, killed for good (kill -9): also between the bank's yes and our knowing of it.</summary>
public sealed class AnyCourseTestsInTwoProcesses : AnyCourseTests
{
    private readonly MailServer _post = new();

    public AnyCourseTestsInTwoProcesses()
        : base(debts: 12, rounds: 3)
    {
    }

    private protected override async Task<Nodes> NodesAsync() => new Processes(
        await CommonGround.OnPostgresAsync(), 2,
        ["--Webhooks:CustomersPerSecond", "1000", "--Mail:Host", "127.0.0.1", "--Mail:Port", $"{_post.Port}", "--Mail:Tls", "false"],
        LastMoment.ACall, LastMoment.TheBankUnasked, LastMoment.TheBankUnheard, LastMoment.TheBankUnheard);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _post.DisposeAsync();
    }
}
