using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>Nodes of the product, a Stripe, and debtors who reach both. Nothing is done for the nodes: what is due they find themselves.</summary>
internal sealed class Stage(Nodes nodes) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    // What is put off farther than this is not put off but has its day. An error puts off for five minutes.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly HttpClient _http = new();

    public Nodes Nodes => nodes;

    public CommonGround Ground => nodes.Ground;

    public StripeAccount Stripe { get; } = new(nodes.Ground.Stripe);

    public Postman Postman { get; } = new(nodes);

    public DateTimeOffset Now => Ground.Stripe.Clock.GetUtcNow();

    public async Task StartAsync()
    {
        await nodes.StartAsync();
        await Eventually.BecomesAsync("prices are mapped", () => Ground.ReadAsync(db => db.PlanPrices.AllAsync(price => price.StripePriceId != null, Ct)));
        await Postman.BeginAsync();
    }

    /// <summary>Tenants whose renewal was just declined.</summary>
    public async Task<List<Debt>> OwedAsync(int debts, Random random)
    {
        var owed = new List<Debt>();
        for (var number = 0; number < debts; number++)
            owed.Add(await Debt.BeginAsync(Ground, Stripe));
        await SettleAsync(random);
        await DeclineAsync("insufficient_funds");
        await MoveAsync((await owed[^1].SubscriptionAsync()).Items.Single().CurrentPeriodEnd.AddMinutes(61));
        await SettleAsync(random);
        return owed;
    }

    public Task DeclineAsync(string code, int times = 1000) => Stripe.FaultAsync($$"""{"decline":"{{code}}","times":{{times}}}""");

    public Task AnswerNotAsync(int times) => Stripe.FaultAsync($$"""{"api":"outage","times":{{times}}}""");

    public async Task MoveAsync(DateTimeOffset to)
    {
        await Ground.Stripe.AdvanceAsync(to, Ct);
        await nodes.ClockMovedAsync();
    }

    /// <summary>Until nothing is due any more. Time goes on, since what a dead node had claimed and what Stripe could not answer was put off.</summary>
    public Task SettleAsync(Random random) => Eventually.BecomesAsync("nothing is due any more", async () =>
    {
        await Postman.CollectAsync();
        await Postman.DeliverAsync(random);
        if (await IsSettledAsync())
            return true;
        await MoveAsync(Now + OnTheWay);
        return false;
    }, Longest);

    public async Task RetryAsync(Debt debt, int times, Uri node) => await Task.WhenAll(Enumerable.Range(0, times).Select(async _ =>
    {
        try
        {
            using var answer = await AskAsync(debt, HttpMethod.Post, "retry-payment", node);
        }
        catch (HttpRequestException)
        {
            // The node died of it, or before.
        }
    }));

    public async Task AgreeAsync(Debt debt, Uri node)
    {
        using var answer = await AskAsync(debt, HttpMethod.Get, "subscription", node);
        var shown = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(Ct);
        await new Books(Ground).AgreeAsync(debt, new SeenFromOutside((string)shown!["status"]!, (bool)shown["can_send_emails"]!));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Postman.Dispose();
        await nodes.DisposeAsync();
    }

    private Task<bool> IsSettledAsync()
    {
        var soon = Now + Soon;
        return Ground.ReadAsync(async db => !(
            await db.WebhookEvents.AnyAsync(row => row.ProcessedAt == null && row.DeadAt == null, Ct)
            || await db.DunningCases.AnyAsync(one => one.NextActionAt <= soon, Ct)
            || await db.OutboxMails.AnyAsync(mail => mail.SentAt == null && mail.WithdrawnAt == null && mail.DeadAt == null, Ct)));
    }

    private async Task<HttpResponseMessage> AskAsync(Debt debt, HttpMethod method, string what, Uri node)
    {
        using var request = new HttpRequestMessage(method, new Uri(node, $"/api/v1/billing/{what}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", debt.Key);
        return await _http.SendAsync(request, Ct);
    }
}
