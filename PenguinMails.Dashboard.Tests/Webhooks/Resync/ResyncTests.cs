using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;
using PenguinMails.Dashboard.Webhooks.Resync;

namespace PenguinMails.Dashboard.Tests.Webhooks.Resync;

public sealed class ResyncTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private SandboxedApp _app = default!;

    public async ValueTask InitializeAsync()
    {
        _app = await SandboxedApp.StartAsync();
        await _app.CaughtUpAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_resync_of_all_that_was_cut_off_goes_on_behind_the_last_customer()
    {
        foreach (var _ in Enumerable.Range(0, 4))
            await _app.CustomerAsync();
        await using var db = _app.Databases.ForPlatform();
        var customers = await db.BillingCustomers.Select(customer => customer.StripeCustomerId).OrderBy(id => id).ToListAsync(Ct);
        await SyncedAsync();
        // As another process left it behind: two read, two to go.
        var run = new ResyncRun { Id = Guid.NewGuid(), StartedBy = "Opal Operator", StartedAt = _app.Stripe.Clock.GetUtcNow(), Total = 4, Done = 2, Cursor = customers[1] };
        await db.BillingCustomers.ExecuteUpdateAsync(set => set.SetProperty(customer => customer.SyncedAt, (DateTimeOffset?)null), Ct);
        db.ResyncRuns.Add(run);
        await db.SaveChangesAsync(Ct);
        _app.Get<PenguinMails.Dashboard.Live.Signal<ResyncStep>>().Ring();

        await FinishedAsync(run.Id);

        var after = await db.ResyncRuns.AsNoTracking().SingleAsync(Ct);
        Assert.Equal((4, 0), (after.Done, after.Failed));
        var read = await db.BillingCustomers.Where(customer => customer.SyncedAt != null).Select(customer => customer.StripeCustomerId).OrderBy(id => id).ToListAsync(Ct);
        Assert.Equal(customers[2..], read);
    }

    [Fact]
    public async Task An_outage_of_stripe_holds_the_run_up_and_ends_it_not()
    {
        var customer = await _app.CustomerAsync();
        await SyncedAsync();
        await _app.FaultAsync(new { api = "outage", times = 100_000 });
        var run = Assert.IsType<ResyncOutcome.Started>(await Get().StartForTenantAsync(customer.TenantId, "Opal Operator", Ct)).RunId;
        await Eventually.BecomesAsync("it waits for Stripe", async () => (await RunAsync(run)).WaitingSince is not null);

        await _app.FaultAsync(new { api = "outage", times = 0 });
        // The pause that Stripe's trouble asks for passes.
        await _app.Stripe.AdvanceAsync(_app.Stripe.Clock.GetUtcNow().AddMinutes(1), Ct);

        await FinishedAsync(run);
        Assert.Equal((1, 0), ((await RunAsync(run)).Done, (await RunAsync(run)).Failed));
    }

    [Theory]
    [InlineData("cus")]
    [InlineData("sub")]
    [InlineData("in")]
    [InlineData("pi")]
    public async Task Any_of_stripes_ids_leads_to_its_customer(string kind)
    {
        var customer = await _app.CustomerAsync();
        var subscription = await _app.SubscribeAsync(customer.StripeCustomerId);
        var id = kind switch
        {
            "cus" => customer.StripeCustomerId,
            "sub" => subscription["id"]!.ToString(),
            "in" => subscription["latest_invoice"]!.ToString(),
            _ => (await _app.ReadAsync($"/v1/payment_intents?customer={customer.StripeCustomerId}"))["data"]![0]!["id"]!.ToString(),
        };

        var run = Assert.IsType<ResyncOutcome.Started>(await Get().StartForIdAsync(id, "Opal Operator", Ct)).RunId;

        await FinishedAsync(run);
        Assert.Equal((customer.StripeCustomerId, id), ((await RunAsync(run)).StripeCustomerId, (await RunAsync(run)).AskedFor));
        await using var db = _app.Databases.ForTenant(customer.TenantId);
        Assert.Equal("active", (await db.TenantSubscriptions.SingleAsync(Ct)).Status);
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == "Resync started", Ct);
        Assert.Equal(("Opal Operator", id), (entry.Actor, entry.Subject));
    }

    [Fact]
    public async Task A_canceled_subscription_is_read_too()
    {
        await _app.FaultAsync(new { deliveries = "drop", times = 10_000 });
        var customer = await _app.CustomerAsync();
        var subscription = (await _app.SubscribeAsync(customer.StripeCustomerId))["id"]!.ToString();
        await _app.DeleteAsync($"/v1/subscriptions/{subscription}");

        var run = Assert.IsType<ResyncOutcome.Started>(await Get().StartForAllAsync("Opal Operator", Ct)).RunId;

        await FinishedAsync(run);
        await using var db = _app.Databases.ForTenant(customer.TenantId);
        Assert.Equal("canceled", (await db.TenantSubscriptions.SingleAsync(Ct)).Status);
        Assert.NotEmpty(await db.Invoices.ToListAsync(Ct));
    }

    [Fact]
    public async Task What_leads_to_no_tenant_is_told_at_once()
    {
        var stranger = (await _app.PostAsync("/v1/customers", ("name", "Initech")))["id"]!.ToString();

        Assert.IsType<ResyncOutcome.NotAnId>(await Get().StartForIdAsync("price_1", "Opal Operator", Ct));
        Assert.IsType<ResyncOutcome.Unknown>(await Get().StartForIdAsync("sub_1", "Opal Operator", Ct));
        Assert.IsType<ResyncOutcome.NotOurs>(await Get().StartForIdAsync(stranger, "Opal Operator", Ct));
        Assert.Empty(await Get().LatestAsync(10, Ct));
    }

    [Fact]
    public async Task A_resync_of_all_stands_in_the_trail_under_the_operators_name()
    {
        var run = Assert.IsType<ResyncOutcome.Started>(await Get().StartForAllAsync("Opal Operator", Ct)).RunId;

        await FinishedAsync(run);
        await using var db = _app.Databases.ForPlatform();
        Assert.Equal("Opal Operator", Assert.Single(await db.PlatformTrailAsync(10, Ct)).Actor);
    }

    private Resyncs Get() => _app.Get<Resyncs>();

    private Task FinishedAsync(Guid run) => Eventually.BecomesAsync("the run is finished", async () => (await RunAsync(run)).FinishedAt is not null);

    // Every customer's own events are worked off: what is read after this, the run read.
    private Task SyncedAsync() => Eventually.BecomesAsync("every event is worked off", async () =>
    {
        await using var db = _app.Databases.ForPlatform();
        return await db.WebhookEvents.CountAsync(row => row.Type == "customer.created", Ct) == await db.BillingCustomers.CountAsync(Ct) && await db.WebhookEvents.AllAsync(row => row.ProcessedAt != null, Ct);
    });

    private async Task<ResyncRun> RunAsync(Guid id)
    {
        await using var db = _app.Databases.ForNobody();
        return await db.ResyncRuns.AsNoTracking().SingleAsync(run => run.Id == id, Ct);
    }
}
