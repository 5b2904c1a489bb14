using CsCheck;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Webhooks.AnyDelivery;

/// <summary>
/// A random history at Stripe, and deliveries of it in any order, any number of times, some never, while nodes die and come
/// back: after each step the mirror is what Stripe holds, and each transition stands in the trail and in the outbox once.
/// </summary>
public abstract class AnyDeliveryTests(int histories) : IAsyncLifetime
{
    private const int OneRoundInSoManyIsDeadly = 3;
    // A round of the inbox takes some forty.
    private protected const int MostSteps = 60;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly Gen<(int Seed, Step[] Steps)> Histories = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Enum<Step>().Array[3, 8]);

    // What of the trail goes out as a mail. A cancellation taken back is told only to whom its mail had reached, and none leaves here.
    private static readonly Dictionary<string, string> MailOf = new(StringComparer.Ordinal)
    {
        ["Subscription started"] = "Subscription started",
        ["Plan changed"] = "Plan changed",
        ["Cancellation scheduled"] = "Cancellation confirmed",
        ["Subscription ended"] = "Subscription ended",
        ["Payment refunded"] = "Refund",
    };

    // Told whenever something first speaks of the invoice, which may be long after what it was made for.
    private const string Invoice = "Invoice available";

    private readonly HttpClient _http = new();
    private Nodes? _nodes;
    private StripeAccount _stripe = default!;

    private Nodes TheNodes => _nodes!;

    private CommonGround Ground => TheNodes.Ground;

    private protected abstract Task<Nodes> NodesAsync();

    public async ValueTask InitializeAsync()
    {
        _nodes = await NodesAsync();
        _stripe = new StripeAccount(Ground.Stripe);
        await _nodes.StartAsync();
        await Eventually.BecomesAsync("prices are mapped", () => Ground.ReadAsync(db => db.PlanPrices.AllAsync(price => price.StripePriceId != null, Ct)));
    }

    [Fact]
    public async Task Whatever_is_delivered_and_whoever_dies_the_mirror_is_stripe_and_each_transition_is_told_once()
    {
        await Histories.SampleAsync(async history => await LiveAsync(new Random(history.Seed), history.Steps), iter: histories, threads: 1);
        await Ground.EqualInEveryFieldAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_nodes is not null)
            await _nodes.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task LiveAsync(Random random, Step[] steps)
    {
        var customer = (await new CustomerService(_stripe.Client).CreateAsync(new() { Name = "Northwind" }, cancellationToken: Ct)).Id;
        var tenant = await Ground.AdoptAsync(customer);
        var life = new SubscriptionLife(_stripe, customer);
        await life.BeginAsync();
        await DeliverSomeAsync(customer, random);
        await SameAsStripeAsync(tenant, life);
        foreach (var step in steps)
        {
            await life.LiveAsync(step);
            await DeliverSomeAsync(customer, random);
            await SameAsStripeAsync(tenant, life);
        }

        // What was lost until now, Stripe brings at last.
        foreach (var (_, body) in await _stripe.EventsAsync(customer))
            Assert.True(await PostAsync(body, TheNodes.Next(random)));
        await Ground.UntilWorkedOffAsync();

        // A drift check may have healed what lost deliveries left out of the mirror.
        var trail = await Ground.ReadAsync(db => db.AuditEntries.Where(entry => entry.TenantId == tenant && entry.Action != "Mirror healed").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Ct));
        Assert.Equal(life.Told, trail.Where(told => told != Invoice));
        var mails = await Ground.ReadAsync(db => db.OutboxMails.Where(mail => mail.TenantId == tenant).OrderBy(mail => mail.Id).Select(mail => mail.Kind).ToListAsync(Ct));
        Assert.Equal(life.Told.Where(MailOf.ContainsKey).Select(told => MailOf[told]), mails.Where(MailOf.ContainsValue));
        var invoices = await life.InvoicesToTellAsync();
        Assert.Equal((invoices, invoices), (trail.Count(told => told == Invoice), mails.Count(kind => kind == Invoice)));
    }

    // Old and new, in any order, several at once, some twice, some never; at least one arrives, since something must tell of the change.
    private async Task DeliverSomeAsync(string customer, Random random)
    {
        var events = (await _stripe.EventsAsync(customer)).ConvertAll(one => one.Body);
        var deliveries = events.Where(_ => random.Next(3) > 0).SelectMany(body => Enumerable.Repeat(body, random.Next(1, 3))).ToArray();
        random.Shuffle(deliveries);
        var addressed = deliveries.Select(body => (body, TheNodes.Next(random))).ToList();
        var deadly = random.Next(OneRoundInSoManyIsDeadly) == 0;
        if (deadly)
            TheNodes.LetOneDie(random);
        await Parallel.ForEachAsync(
            addressed, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (delivery, _) => await PostAsync(delivery.body, delivery.Item2));
        if (deadly)
            await TheNodes.ReplaceDeadAsync();
        Assert.True(await PostAsync(events.Last(TellsOfACustomer), TheNodes.Next(random)));
        await Ground.UntilWorkedOffAsync();
    }

    private async Task<bool> PostAsync(string body, Uri node)
    {
        using var content = SignedEvent.Of(body, Ground.Stripe.Clock.GetUtcNow());
        try
        {
            if (!(await _http.PostAsync(new Uri(node, "/webhooks/stripe"), content, Ct)).IsSuccessStatusCode)
                return false;
            TheNodes.Answered();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static bool TellsOfACustomer(string body) => EventEnvelope.Read(body) is { CustomerId: not null } envelope && EventKinds.Concerns(envelope.Type);

    private async Task SameAsStripeAsync(Guid tenant, SubscriptionLife life)
    {
        var theirs = await life.NowAsync();
        var item = theirs.Items.Single();
        var ours = await Ground.ReadAsync(db => db.TenantSubscriptions.AsNoTracking().SingleAsync(row => row.TenantId == tenant, Ct));
        Assert.Equal(
            (theirs.Id, theirs.Status, item.Price.Id, item.Price.UnitAmount, item.CurrentPeriodEnd, theirs.CancelAtPeriodEnd, theirs.DefaultPaymentMethod.Card.Last4),
            (ours.StripeSubscriptionId, ours.Status, ours.StripePriceId, ours.Amount, ours.CurrentPeriodEnd.UtcDateTime, ours.CancelAtPeriodEnd, ours.Card?.LastFour));
    }
}

public sealed class AnyDeliveryTestsOnSqlite() : AnyDeliveryTests(histories: 8)
{
    private protected override async Task<Nodes> NodesAsync() => new OneMortal(await CommonGround.OnSqliteAsync(), MostSteps);
}

public sealed class AnyDeliveryTestsOnPostgres() : AnyDeliveryTests(histories: 8)
{
    private protected override async Task<Nodes> NodesAsync() => new OneMortal(await CommonGround.OnPostgresAsync(), MostSteps);
}

public sealed class AnyDeliveryTestsInThreeProcesses() : AnyDeliveryTests(histories: 2)
{
    private protected override async Task<Nodes> NodesAsync() => new Processes(await CommonGround.OnPostgresAsync(), 3, [], LastMoment.AnAnswer);
}
