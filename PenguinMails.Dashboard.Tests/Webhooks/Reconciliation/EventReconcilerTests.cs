using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks.Reconciliation;

namespace PenguinMails.Dashboard.Tests.Webhooks.Reconciliation;

/// <summary>Deliveries are lost; Stripe's own list brings what they did not.</summary>
public sealed class EventReconcilerTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private SandboxedApp _app = default!;

    public async ValueTask InitializeAsync() => _app = await SandboxedApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task After_an_hour_in_which_the_endpoint_dropped_everything_the_mirror_converges_by_itself()
    {
        var customer = await _app.CustomerAsync();
        await _app.CaughtUpAsync();
        await _app.FaultAsync(new { deliveries = "drop", times = 10_000 });
        await _app.SubscribeAsync(customer.StripeCustomerId);

        // Nobody asks for it: the hour's passing wakes the worker.
        await _app.Stripe.AdvanceAsync(_app.Stripe.Clock.GetUtcNow().AddHours(1), Ct);

        await Eventually.BecomesAsync("the mirror has the subscription", async () => await SubscriptionAsync(customer) is { Status: "active" });
        await using var db = _app.Databases.ForNobody();
        await Eventually.BecomesAsync("it is on record that no delivery brought it", () => db.FoundEvents.AnyAsync(Ct));
    }

    [Fact]
    public async Task What_was_delivered_is_not_brought_again()
    {
        var customer = await _app.CustomerAsync();
        await _app.CaughtUpAsync();
        await _app.PostAsync($"/v1/customers/{customer.StripeCustomerId}", ("name", "Northwind Ltd"));
        await Eventually.BecomesAsync("the delivery arrived", async () => await StoredAsync() > 0);
        await Get().RunAsync(Ct);
        var before = await StoredAsync();

        Assert.Equal(0, await Get().RunAsync(Ct));

        Assert.Equal(before, await StoredAsync());
        await using var db = _app.Databases.ForNobody();
        Assert.Equal(0, await db.FoundEvents.CountAsync(Ct));
    }

    [Fact]
    public async Task The_cursor_stays_where_it_was_when_storing_is_cut_off()
    {
        await _app.FaultAsync(new { deliveries = "drop", times = 10_000 });
        await _app.CaughtUpAsync();
        var customer = await _app.CustomerAsync();
        var before = await WatchAsync();
        // The cursor cannot be written: the events are stored, and the work is cut off right after.
        await ExecuteAsync("CREATE TRIGGER cut BEFORE UPDATE ON stripe_account_watch BEGIN SELECT RAISE(ABORT, 'cut'); END");
        await Assert.ThrowsAsync<DbUpdateException>(() => Get().RunAsync(Ct));
        Assert.Equal(before.ReadUpTo, (await WatchAsync()).ReadUpTo);
        var stored = await StoredAsync();

        await ExecuteAsync("DROP TRIGGER cut");
        await Get().RunAsync(Ct);

        Assert.True((await WatchAsync()).ReadUpTo > before.ReadUpTo);
        Assert.Equal(stored, await StoredAsync());
        await using var db = _app.Databases.ForNobody();
        Assert.Equal(1, await db.WebhookEvents.CountAsync(row => row.StripeCustomerId == customer.StripeCustomerId && row.Type == "customer.created", Ct));
    }

    [Fact]
    public async Task A_rate_limit_in_the_middle_slows_and_loses_nothing()
    {
        await _app.FaultAsync(new { deliveries = "drop", times = 10_000 });
        await _app.CaughtUpAsync();
        var customer = await _app.CustomerAsync();
        await _app.FaultAsync(new { api = "rate_limit", times = 3 });
        await Assert.ThrowsAsync<StripeUnavailableException>(() => Get().RunAsync(Ct));
        await _app.FaultAsync(new { api = "rate_limit", times = 0 });

        await Get().RunAsync(Ct);

        await using var db = _app.Databases.ForNobody();
        Assert.Equal(1, await db.WebhookEvents.CountAsync(row => row.StripeCustomerId == customer.StripeCustomerId && row.Type == "customer.created", Ct));
    }

    [Fact]
    public async Task An_event_is_stored_to_the_letter_as_stripe_lists_it()
    {
        await _app.FaultAsync(new { deliveries = "drop", times = 10_000 });
        var customer = await _app.CustomerAsync();
        await _app.CaughtUpAsync();
        await Get().RunAsync(Ct);

        await using var db = _app.Databases.ForNobody();
        var row = await db.WebhookEvents.AsNoTracking().FirstAsync(row => row.StripeCustomerId == customer.StripeCustomerId, Ct);
        Assert.Equal((await _app.ReadAsync($"/v1/events/{row.EventId}")).ToJsonString(), System.Text.Json.Nodes.JsonNode.Parse(row.Payload)!.ToJsonString());
        Assert.Equal(Endpoints.PinnedVersion, row.ApiVersion);
    }

    [Fact]
    public async Task An_absence_longer_than_stripes_list_has_everything_read_anew()
    {
        await _app.CaughtUpAsync();
        await using (var db = _app.Databases.ForNobody())
        {
            var then = _app.Stripe.Clock.GetUtcNow().AddDays(-31);
            await db.AccountWatches.ExecuteUpdateAsync(set => set.SetProperty(row => row.CheckedAt, then).SetProperty(row => row.ReadUpTo, then), Ct);
        }

        await Get().RunAsync(Ct);

        await using var after = _app.Databases.ForNobody();
        Assert.Equal("PenguinMails", (await after.ResyncRuns.SingleAsync(Ct)).StartedBy);
    }

    private EventReconciler Get() => _app.Get<EventReconciler>();

    private async Task<TenantSubscription?> SubscriptionAsync(BillingCustomer customer)
    {
        await using var db = _app.Databases.ForTenant(customer.TenantId);
        return await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(Ct);
    }

    private async Task<int> StoredAsync()
    {
        await using var db = _app.Databases.ForNobody();
        return await db.WebhookEvents.CountAsync(Ct);
    }

    private async Task<AccountWatch> WatchAsync()
    {
        await using var db = _app.Databases.ForNobody();
        return await db.AccountWatches.AsNoTracking().SingleAsync(Ct);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = _app.Databases.ForNobody();
        await db.Database.ExecuteSqlRawAsync(sql, Ct);
    }
}
