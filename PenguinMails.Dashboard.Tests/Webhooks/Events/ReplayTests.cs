using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Admin;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;
using PenguinMails.Dashboard.Webhooks.Events;

namespace PenguinMails.Dashboard.Tests.Webhooks.Events;

public sealed class ReplayTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly Caller Operator = CallerGiven.Of(null, Role.BillingOperator);
    private SandboxedApp _app = default!;

    public async ValueTask InitializeAsync()
    {
        _app = await SandboxedApp.StartAsync();
        await _app.CaughtUpAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_dead_letter_is_seen_and_replayed_once_its_cause_is_gone()
    {
        var customer = await _app.CustomerAsync();
        var id = await DeadAsync(customer.StripeCustomerId);
        var desk = _app.Get<WebhookDesk>();

        var line = Assert.Single((await desk.ListAsync(Operator, new EventQuery(EventState.Dead, "customer.", customer.StripeCustomerId, 0, 10), Ct)).Lines);
        Assert.Equal((id, 10), (line.Id, line.Attempts));
        var file = (await desk.FindAsync(Operator, id, Ct))!;
        Assert.Equal(("It went wrong.", customer.TenantId), (file.LastError, file.TenantId));
        Assert.True(file.CanBeReplayed);
        Assert.Contains("\"type\": \"customer.updated\"", file.Payload, StringComparison.Ordinal);
        Assert.Equal(1, (await desk.HealthAsync(Operator, Ct)).Facts.Dead);

        Assert.Equal(1, await desk.ReplayAsync(Operator, id, "The bug is mended.", Ct));

        await Eventually.BecomesAsync("it is processed", async () => (await desk.FindAsync(Operator, id, Ct))!.Line.State is EventState.Done);
        await using var db = _app.Databases.ForTenant(customer.TenantId);
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == "Event replayed", Ct);
        Assert.Equal(("Tess Tester", "customer.updated: The bug is mended."), (entry.Actor, entry.Detail));
        Assert.Equal(0, await desk.ReplayAsync(Operator, id, "Once more.", Ct));
    }

    [Fact]
    public async Task All_dead_letters_are_replayed_together()
    {
        var customer = await _app.CustomerAsync();
        await DeadAsync(customer.StripeCustomerId);
        await DeadAsync(customer.StripeCustomerId);

        Assert.Equal(2, await _app.Get<WebhookDesk>().ReplayAsync(Operator, null, "The bug is mended.", Ct));
    }

    [Fact]
    public async Task A_replay_without_a_reason_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _app.Get<WebhookDesk>().ReplayAsync(Operator, null, " ", Ct));

    private async Task<long> DeadAsync(string customer)
    {
        var (now, id) = (_app.Stripe.Clock.GetUtcNow(), SignedEvent.NewId());
        await using var db = _app.Databases.ForNobody();
        var row = new WebhookEvent
        {
            EventId = id,
            Type = "customer.updated",
            StripeCustomerId = customer,
            ObjectId = customer,
            Payload = SignedEvent.Body(id, "customer.updated", $$"""{"id":"{{customer}}","object":"customer"}"""),
            ReceivedAt = now,
            NextAttemptAt = now,
            Attempts = 10,
            DeadAt = now,
            LastError = "It went wrong.",
        };
        db.WebhookEvents.Add(row);
        await db.SaveChangesAsync(Ct);
        return row.Id;
    }
}
