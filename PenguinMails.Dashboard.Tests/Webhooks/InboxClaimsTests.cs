using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Dashboard.Tests.Webhooks;

/// <summary>Two nodes' claims on one PostgreSQL, without their workers.</summary>
public sealed class InboxClaimsTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly MovableClock _clock = new();
    private CommonGround? _ground;

    private CommonGround Ground => _ground!;

    public async ValueTask InitializeAsync() => _ground = await CommonGround.OnPostgresAsync();

    public async ValueTask DisposeAsync()
    {
        if (_ground is not null)
            await _ground.DisposeAsync();
    }

    [Fact]
    public async Task An_event_without_a_customer_is_one_nodes_until_that_node_has_been_away_for_a_term()
    {
        await using (var db = Ground.Databases.ForNobody())
        {
            db.WebhookEvents.AddRange(Enumerable.Range(0, 30).Select(number => new WebhookEvent
            {
                EventId = $"evt_{number}",
                Type = "price.updated",
                Payload = "{}",
                ReceivedAt = _clock.GetUtcNow(),
                NextAttemptAt = _clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync(Ct);
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClaimAsync()));

        Assert.Equal(30, claimed.Sum(ids => ids.Count));
        Assert.Equal(30, claimed.SelectMany(ids => ids).Distinct().Count());
        Assert.Empty(await ClaimAsync());
        _clock.Advance(Claims.Term);
        Assert.Equal(30, (await ClaimAsync()).Count);
    }

    private async Task<List<long>> ClaimAsync() => (await new InboxClaims(Ground.Databases, _clock).NextCustomerlessAsync(Ct)).ConvertAll(row => row.Id);
}
