using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Webhooks;

/// <summary>The process dies (kill -9) with promises given. What was answered 200 must still happen, and only once.</summary>
public abstract class PowerCutTests : IAsyncLifetime
{
    private const int Customers = 20;
    private const int Events = 5_000;
    private const int Kills = 10;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly HttpClient _http = new();
    private CommonGround? _ground;
    private ProductionNode? _started;
    private StripeAccount _stripe = default!;

    private CommonGround Ground => _ground!;

    private ProductionNode Node => _started!;

    private protected abstract Task<CommonGround> GroundAsync();

    public async ValueTask InitializeAsync()
    {
        _ground = await GroundAsync();
        _started = new ProductionNode(_ground);
        _stripe = new StripeAccount(_ground.Stripe);
    }

    [Fact]
    public async Task An_event_that_was_answered_200_is_processed_once_after_the_restart()
    {
        await Node.StartAsync();
        var customer = await SubscriberAsync(1);
        var id = SignedEvent.NewId();
        Assert.True(await PostAsync(id, customer));
        await Node.KillAsync();

        await Node.StartAsync();
        await Ground.UntilWorkedOffAsync();

        Assert.Equal(1, await CountAsync<WebhookEvent>(row => row.EventId == id && row.ProcessedAt != null && row.IgnoredBecause == null));
        Assert.Equal(1, await CountAsync<AuditEntry>(entry => entry.Action == "Subscription started"));
    }

    [Fact]
    public async Task Killed_ten_times_in_a_flood_nothing_that_was_answered_is_lost_and_nothing_done_twice()
    {
        var random = Seed.Random();
        await Node.StartAsync();
        var customers = new List<string>();
        for (var number = 1; number <= Customers; number++)
            customers.Add(await SubscriberAsync(number));
        var answered = new ConcurrentDictionary<int, bool>();

        for (var kill = 1; kill <= Kills; kill++)
        {
            await FloodAsync(customers, answered, killAt: answered.Count + random.Next(50, Events / Kills));
            await Node.StartAsync();
        }

        await FloodAsync(customers, answered, killAt: int.MaxValue);

        Assert.Equal(Events, answered.Count);
        await Ground.UntilWorkedOffAsync();
        Assert.Equal(Events, await CountAsync<WebhookEvent>(row => row.EventId.StartsWith("evt_test") && row.ProcessedAt != null && row.DeadAt == null && row.IgnoredBecause == null));
        Assert.Equal(Customers, await CountAsync<AuditEntry>(entry => entry.Action == "Subscription started"));
        Assert.Equal(Customers, await CountAsync<OutboxMail>(mail => mail.Kind == "Subscription started"));
        Assert.Equal(Customers, await CountAsync<TenantSubscription>(row => row.Status == "active"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_started is not null)
            await _started.DisposeAsync();
        if (_ground is not null)
            await _ground.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Posts what was not answered yet, until so many are that the node is killed.</summary>
    private async Task FloodAsync(IReadOnlyList<string> customers, ConcurrentDictionary<int, bool> answered, int killAt)
    {
        using var dead = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var waiting = Enumerable.Range(0, Events).Where(number => !answered.ContainsKey(number));
        try
        {
            await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = dead.Token }, async (number, _) =>
            {
                if (await PostAsync($"evt_test{number}", customers[number % Customers]))
                    answered[number] = true;
                if (answered.Count < killAt || dead.IsCancellationRequested)
                    return;
                // In the middle of the flood: others are on the line, unanswered.
                await dead.CancelAsync();
                await Node.KillAsync();
            });
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
            // It was killed.
        }
    }

    private async Task<bool> PostAsync(string id, string customer)
    {
        using var content = SignedEvent.Of(SignedEvent.Body(id, "customer.updated", $$"""{"id":"{{customer}}","object":"customer"}"""), TimeProvider.System.GetUtcNow());
        try
        {
            return (await _http.PostAsync(new Uri(Node.Address, "/webhooks/stripe"), content, Ct)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string> SubscriberAsync(int number)
    {
        var customer = (await new CustomerService(_stripe.Client).CreateAsync(new() { Name = $"Customer {number}" }, cancellationToken: Ct)).Id;
        await Ground.AdoptAsync(customer);
        var card = await _stripe.AttachAsync(customer, "pm_card_visa");
        string? price = null;
        await Eventually.BecomesAsync("the catalogue stands at Stripe", async () =>
            (price = (await new PriceService(_stripe.Client).ListAsync(new() { LookupKeys = ["starter_monthly"] }, cancellationToken: Ct)).FirstOrDefault()?.Id) is not null);
        await new SubscriptionService(_stripe.Client).CreateAsync(new() { Customer = customer, DefaultPaymentMethod = card, Items = [new() { Price = price }] }, cancellationToken: Ct);
        return customer;
    }

    private Task<int> CountAsync<TRow>(Expression<Func<TRow, bool>> which) where TRow : class => Ground.ReadAsync(db => db.Set<TRow>().CountAsync(which, Ct));
}

public sealed class PowerCutTestsOnSqlite : PowerCutTests
{
    private protected override Task<CommonGround> GroundAsync() => CommonGround.OnSqliteAsync();
}

public sealed class PowerCutTestsOnPostgres : PowerCutTests
{
    private protected override Task<CommonGround> GroundAsync() => CommonGround.OnPostgresAsync();
}
