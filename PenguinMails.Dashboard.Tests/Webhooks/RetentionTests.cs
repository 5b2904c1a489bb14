using System.Net;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Dashboard.Tests.Webhooks;

public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private SandboxedApp _app = default!;

    public async ValueTask InitializeAsync() => _app = await SandboxedApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Payloads_of_processed_events_go_and_their_ids_stay_to_refuse_a_repetition()
    {
        await StoreAsync("evt_fresh", received: -29, processed: -29);
        await StoreAsync("evt_old", received: -31, processed: -31);
        await StoreAsync("evt_waiting", received: -31, processed: null);
        await StoreAsync("evt_dead", received: -31, processed: null, dead: -31);

        Assert.Equal((1, 0), await RunAsync());

        Assert.Equal(["evt_dead", "evt_fresh", "evt_waiting"], await WithPayloadAsync());
        var again = SignedEvent.Body("evt_old", "customer.updated", """{"id":"cus_nobody","object":"customer"}""");
        using var http = new HttpClient { BaseAddress = _app.Address };
        using var content = SignedEvent.Of(again, _app.Stripe.Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("/webhooks/stripe", content, Ct)).StatusCode);
        Assert.DoesNotContain("evt_old", await WithPayloadAsync());
    }

    [Fact]
    public async Task Ids_go_after_longer_than_stripe_could_repeat_them()
    {
        await StoreAsync("evt_ancient", received: -401, processed: -401);
        await StoreAsync("evt_waiting", received: -401, processed: null);
        await StoreAsync("evt_old", received: -399, processed: -399);

        Assert.Equal(1, (await RunAsync()).Rows);

        await using var db = _app.Databases.ForNobody();
        Assert.Equal(["evt_old", "evt_waiting"], await db.WebhookEvents.Where(row => row.EventId.Length < 13).Select(row => row.EventId).OrderBy(id => id).ToListAsync(Ct));
    }

    [Fact]
    public async Task More_than_one_batch_goes_in_one_run()
    {
        await using (var db = _app.Databases.ForNobody())
        {
            db.WebhookEvents.AddRange(Enumerable.Range(0, 1_203).Select(number => Row($"evt_many_{number}", -40, -40, null)));
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal(1_203, (await RunAsync()).Payloads);
    }

    [Fact]
    public void Ids_may_not_go_before_stripe_could_repeat_them() =>
        Assert.Contains("Webhooks:KeepIds", Assert.Single(new WebhookOptions { KeepIds = TimeSpan.FromDays(30) }.Problems()), StringComparison.Ordinal);

    private Task<(int Payloads, int Rows)> RunAsync() => _app.Get<Retention>().RunAsync(Ct);

    private async Task StoreAsync(string id, int received, int? processed, int? dead = null)
    {
        await using var db = _app.Databases.ForNobody();
        db.WebhookEvents.Add(Row(id, received, processed, dead));
        await db.SaveChangesAsync(Ct);
    }

    private WebhookEvent Row(string id, int received, int? processed, int? dead)
    {
        var now = _app.Stripe.Clock.GetUtcNow();
        return new WebhookEvent
        {
            EventId = id,
            Type = "customer.updated",
            Payload = "{}",
            ReceivedAt = now.AddDays(received),
            ProcessedAt = processed is { } days ? now.AddDays(days) : null,
            DeadAt = dead is { } given ? now.AddDays(given) : null,
        };
    }

    private async Task<List<string>> WithPayloadAsync()
    {
        await using var db = _app.Databases.ForNobody();
        return await db.WebhookEvents.Where(row => row.Payload == "{}").Select(row => row.EventId).OrderBy(id => id).ToListAsync(Ct);
    }
}
