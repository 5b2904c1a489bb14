using System.Collections.Concurrent;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Webhooks;

/// <summary>The process dies (kill -9) with promises given. What was answered 200 must still happen, and only once.</summary>
public sealed class PowerCutTests : IAsyncLifetime
{
    private const int Customers = 20;
    private const int Events = 5_000;
    private const int Kills = 10;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly HttpClient _http = new();
    private ProductionNode _node = default!;
    private StripeAccount _stripe = default!;

    public async ValueTask InitializeAsync()
    {
        _node = await ProductionNode.CreateAsync();
        _stripe = new StripeAccount(_node.Stripe);
    }

    [Fact]
    public async Task An_event_that_was_answered_200_is_processed_once_after_the_restart()
    {
        await _node.StartAsync();
        var customer = await SubscriberAsync(1);
        var id = SignedEvent.NewId();
        Assert.True(await PostAsync(id, customer));
        await _node.KillAsync();

        await _node.StartAsync();
        await Eventually.BecomesAsync("the event is processed", () => Task.FromResult(Waiting() == 0));

        Assert.Equal(1, _node.Read($"SELECT count(*) FROM webhook_events WHERE event_id = '{id}' AND processed_at IS NOT NULL AND ignored_because IS NULL"));
        Assert.Equal(1, _node.Read("SELECT count(*) FROM audit_entries WHERE action = 'Subscription started'"));
    }

    [Fact]
    public async Task Killed_ten_times_in_a_flood_nothing_that_was_answered_is_lost_and_nothing_done_twice()
    {
        await _node.StartAsync();
        var customers = new List<string>();
        for (var number = 1; number <= Customers; number++)
            customers.Add(await SubscriberAsync(number));
        var events = Enumerable.Range(0, Events).Select(_ => SignedEvent.NewId()).ToList();
        var answered = new ConcurrentDictionary<string, bool>();

        for (var round = 0; round <= Kills; round++)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var killAt = round < Kills ? answered.Count + Random.Shared.Next(50, Events / Kills) : int.MaxValue;
            await FloodAsync(events.Where(id => !answered.ContainsKey(id)), customers, answered, killAt, cut);
            if (round < Kills)
            {
                await _node.KillAsync();
                await _node.StartAsync();
            }
        }

        Assert.Equal(Events, answered.Count);
        await Eventually.BecomesAsync("the inbox is worked off", () => Task.FromResult(Waiting() == 0));
        Assert.Equal(Events, _node.Read("SELECT count(*) FROM webhook_events WHERE event_id LIKE 'evt_test%' AND processed_at IS NOT NULL AND dead_at IS NULL AND ignored_because IS NULL"));
        Assert.Equal(Customers, _node.Read("SELECT count(*) FROM audit_entries WHERE action = 'Subscription started'"));
        Assert.Equal(Customers, _node.Read("SELECT count(*) FROM tenant_subscriptions WHERE status = 'active'"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _node.DisposeAsync();
    }

    private async Task FloodAsync(IEnumerable<string> events, List<string> customers, ConcurrentDictionary<string, bool> answered, int killAt, CancellationTokenSource cut)
    {
        try
        {
            await Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cut.Token }, async (id, _) =>
            {
                if (await PostAsync(id, customers[Math.Abs(string.GetHashCode(id, StringComparison.Ordinal)) % customers.Count]))
                    answered[id] = true;
                // In the middle of the flood: others are on the line, unanswered.
                if (answered.Count >= killAt)
                    await cut.CancelAsync();
            });
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> PostAsync(string id, string customer)
    {
        using var content = SignedEvent.Of(SignedEvent.Body(id, "customer.updated", $$"""{"id":"{{customer}}","object":"customer"}"""), TimeProvider.System.GetUtcNow());
        try
        {
            return (await _http.PostAsync(new Uri(_node.Address, "/webhooks/stripe"), content, Ct)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string> SubscriberAsync(int number)
    {
        var customer = (await new CustomerService(_stripe.Client).CreateAsync(new() { Name = $"Customer {number}" }, cancellationToken: Ct)).Id;
        _node.Adopt(customer, number);
        var card = await _stripe.AttachAsync(customer, "pm_card_visa");
        string? price = null;
        await Eventually.BecomesAsync("the catalogue stands at Stripe", async () =>
            (price = (await new PriceService(_stripe.Client).ListAsync(new() { LookupKeys = ["starter_monthly"] }, cancellationToken: Ct)).FirstOrDefault()?.Id) is not null);
        await new SubscriptionService(_stripe.Client).CreateAsync(new() { Customer = customer, DefaultPaymentMethod = card, Items = [new() { Price = price }] }, cancellationToken: Ct);
        return customer;
    }

    private long Waiting() => _node.Read("SELECT count(*) FROM webhook_events WHERE processed_at IS NULL");
}
