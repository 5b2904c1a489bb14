using System.Collections.Concurrent;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>Brings Stripe's events to the nodes as Stripe does: each to one of them, several at once, and again until one takes it.</summary>
internal sealed class Postman(Nodes nodes) : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly EventService _events = new(new StripeAccount(nodes.Ground.Stripe).Client);
    private readonly HttpClient _http = new();
    private List<string> _bag = [];
    private string? _newest;

    /// <summary>From now on; what happened before is of no interest.</summary>
    public async Task BeginAsync() => _newest = (await _events.ListAsync(new() { Limit = 1 }, cancellationToken: Ct)).First().Id;

    public async Task CollectAsync()
    {
        var since = new List<Event>();
        await foreach (var one in _events.ListAutoPagingAsync(new() { Limit = 100, EndingBefore = _newest }, cancellationToken: Ct))
            since.Add(one);
        _bag.AddRange(since.Select(one => one.RawJsonElement!.Value.GetRawText()));
        _newest = since.Count > 0 ? since[^1].Id : _newest;
    }

    public async Task DeliverAsync(Random random)
    {
        var deliveries = _bag.ToArray();
        random.Shuffle(deliveries);
        var addressed = deliveries.Select(body => (body, To: nodes.Next(random))).ToList();
        var refused = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(addressed, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (delivery, _) =>
        {
            if (await PostAsync(delivery.body, delivery.To))
                nodes.Answered();
            else
                refused.Add(delivery.body);
        });
        _bag = [.. refused];
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> PostAsync(string body, Uri node)
    {
        using var content = SignedEvent.Of(body, nodes.Ground.Stripe.Clock.GetUtcNow());
        try
        {
            return (await _http.PostAsync(new Uri(node, "/webhooks/stripe"), content, Ct)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
