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
    // All is over then, and no next renewal has begun a second matter.
    private static readonly TimeSpan LongestCourse = TimeSpan.FromDays(15);

    // A round of the worker for one case takes some fifty.
    private protected const int MostSteps = 400;
    private Stage? _stage;

    private Stage TheStage => _stage!;

    private CommonGround Ground => TheStage.Ground;

    private protected abstract Task<Nodes> NodesAsync();

    public async ValueTask InitializeAsync() => await (_stage = new Stage(await NodesAsync())).StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
        GC.SuppressFinalize(this);
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
        var owed = await TheStage.OwedAsync(debts, random);
        var end = TheStage.Now + LongestCourse;
        foreach (var round in course.Rounds)
        {
            await using (new Watch(Ground, owed))
                await LiveThroughAsync(round, owed, end, random);
            await AgreeAsync(owed, random);
        }

        await TheStage.MoveAsync(end);
        await TheStage.SettleAsync(random);
        await AgreeAsync(owed, random);
        Assert.False(await Ground.ReadAsync(db => db.DunningCases.AnyAsync(one => one.ClosedAt == null, Ct)));
    }

    private async Task LiveThroughAsync(Round round, List<Debt> owed, DateTimeOffset end, Random random)
    {
        if (round.Deadly)
            TheStage.Nodes.LetOneDie(random);
        await TheStage.DeclineAsync(
            round.Bank is Bank.DeclinesForGood ? "stolen_card" : "insufficient_funds", round.Bank switch { Bank.Relents => 0, Bank.Wavers => random.Next(2 * debts), _ => 1000 });
        var after = await AfterAsync(round.Passing);
        await TheStage.MoveAsync(after < end ? after : TheStage.Now);
        await Task.WhenAll(owed.Select((debt, number) => debt.DoAsync(round.Deeds[number])));
        await TheStage.Postman.CollectAsync();
        await TheStage.AnswerNotAsync(round.Outage);
        var asked = owed.Select((debt, number) => (debt, times: round.Deeds[number] switch { Deed.Retry => 1, Deed.ThreeRetriesAtOnce => 3, _ => 0 }, node: TheStage.Nodes.Next(random))).ToList();
        await Task.WhenAll(asked.Select(one => TheStage.RetryAsync(one.debt, one.times, one.node)).Append(TheStage.Postman.DeliverAsync(random)));
        await TheStage.AnswerNotAsync(0);
        if (round.Deadly)
            await TheStage.Nodes.ReplaceDeadAsync();
        await TheStage.SettleAsync(random);
    }

    private async Task<DateTimeOffset> AfterAsync(Passing passing) => passing switch
    {
        Passing.Hours => TheStage.Now.AddHours(3),
        Passing.OneDay => TheStage.Now.AddDays(1),
        Passing.TwoDays => TheStage.Now.AddDays(2),
        Passing.FiveDays => TheStage.Now.AddDays(5),
        _ => (await Ground.ReadAsync(db => db.DunningCases.MinAsync(one => one.NextActionAt, Ct)))?.AddSeconds(1) ?? TheStage.Now,
    };

    private Task AgreeAsync(List<Debt> owed, Random random)
    {
        var addressed = owed.ConvertAll(debt => (debt, node: TheStage.Nodes.Next(random)));
        return Task.WhenAll(addressed.Select(one => TheStage.AgreeAsync(one.debt, one.node)));
    }
}

public sealed class AnyCourseTestsOnSqlite() : AnyCourseTests(debts: 6, rounds: 4)
{
    private protected override async Task<Nodes> NodesAsync() => new OneMortal(await CommonGround.OnSqliteAsync(), MostSteps, chargesToo: true);
}

public sealed class AnyCourseTestsOnPostgres() : AnyCourseTests(debts: 6, rounds: 4)
{
    private protected override async Task<Nodes> NodesAsync() => new OneMortal(await CommonGround.OnPostgresAsync(), MostSteps, chargesToo: true);
}

/// <summary>Two processes on one database, killed for good (kill -9): also between the bank's yes and our knowing of it.</summary>
public sealed class AnyCourseTestsInTwoProcesses() : AnyCourseTests(debts: 10, rounds: 3)
{
    private readonly MailServer _post = new();

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
