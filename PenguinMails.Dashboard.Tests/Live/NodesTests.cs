using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Live;

/// <summary>Two nodes on one PostgreSQL are one product.</summary>
[Collection(Browser.Turns)]
public sealed class NodesTests(SecondNode second, Browser browser) : IClassFixture<SecondNode>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly BillingApp _first = second.First;

    [Fact]
    public async Task A_sign_in_and_a_form_of_one_node_are_good_on_the_other()
    {
        var (visitor, _, _) = await _first.OwnerAsync();
        using var _1 = visitor;

        // Cookies do not tell ports apart, so the other node is sent the same ones.
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(On(second, "/account"))).Status);
        var token = (await visitor.GetAsync("/account")).Document.QuerySelector("form[action='/sign-out'] input[type=hidden]")!;
        Assert.Equal("/sign-in", (await visitor.PostAsync(On(second, "/sign-out"), [new(token.GetAttribute("name")!, token.GetAttribute("value")!)])).Path);
    }

    [Fact]
    public async Task A_lease_is_held_by_one_node_at_a_time()
    {
        var name = $"nodes:{Guid.NewGuid()}";
        var lease = await Service<LeaseKeeper>(_first).TakeAsync(name, Ct);
        var waiting = Service<LeaseKeeper>(second).TakeAsync(name, Ct);

        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(200), Ct));
        await lease.DisposeAsync();
        await (await waiting.WaitAsync(Second, Ct)).DisposeAsync();
    }

    [Fact]
    public async Task A_change_on_one_node_is_heard_on_the_other_within_a_second_and_on_its_own_once()
    {
        var (tenant, later) = (Guid.NewGuid(), Guid.NewGuid());
        using var there = new Ear(second, tenant);
        using var here = new Ear(_first, tenant);
        using var back = new Ear(_first, later);
        // The other node may be listening from this moment on only.
        await Eventually.BecomesAsync("the nodes hear each other", () => Task.FromResult(HearsAfterPublish(_first, there)));
        here.Reset();
        there.Reset();
        var since = Stopwatch.StartNew();

        Service<BillingFeed>(_first).Publish(tenant);

        await Eventually.BecomesAsync("the other node hears it", () => Task.FromResult(there.Times > 0));
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Second);
        // Notifications come in order: had the first node heard itself, it would have before this.
        await Eventually.BecomesAsync("the first node hears the other", () => Task.FromResult(HearsAfterPublish(second, back)));
        Assert.Equal(1, here.Times);

        static bool HearsAfterPublish(DashboardApp node, Ear ear)
        {
            Service<BillingFeed>(node).Publish(ear.Tenant);
            return ear.Times > 0;
        }
    }

    [Fact]
    public async Task A_connection_that_broke_is_made_anew_and_everybody_told_to_read_again()
    {
        using var ear = new Ear(second, Guid.NewGuid());
        await using var db = _first.Databases.ForNobody();

        await db.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'", Ct);

        // Nobody published: what may have been missed is read all the same.
        await Eventually.BecomesAsync("the watch is told", () => Task.FromResult(ear.Times > 0));
        ear.Reset();
        Service<BillingFeed>(_first).Publish(ear.Tenant);
        await Eventually.BecomesAsync("the new connection hears", () => Task.FromResult(ear.Times > 0));
    }

    [Fact]
    public async Task A_worker_is_woken_by_another_nodes_signal()
    {
        var signal = Service<Signal<NodesTests>>(second);
        await Eventually.BecomesAsync("the other node's worker wakes", async () =>
        {
            Service<Signal<NodesTests>>(_first).Ring();
            var since = Stopwatch.StartNew();
            await signal.WaitAsync(TimeSpan.FromSeconds(5), Ct);
            return since.Elapsed < Second;
        });
    }

    [Fact]
    public async Task Events_posted_to_either_node_take_effect_once()
    {
        var callers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OwnerAsync()));

        await Task.WhenAll(callers.Select(async caller =>
        {
            await Payer.PayAsync(await StartAsync(caller));
            var customer = await CustomerAsync(caller);
            for (var i = 0; i < 8; i++)
                await PostAsync(i % 2 == 0 ? _first : second, SignedEvent.Body(SignedEvent.NewId(), "customer.updated", $$"""{"id":"{{customer}}","object":"customer"}"""));
        }));

        await using var db = _first.Databases.ForPlatform();
        foreach (var caller in callers)
        {
            var customer = await CustomerAsync(caller);
            await Eventually.BecomesAsync("its events are worked off", async () => !await db.WebhookEvents.AnyAsync(row => row.StripeCustomerId == customer && row.ProcessedAt == null, Ct));
            Assert.Equal("active", (await _first.SubscriptionOfAsync(caller.OwnTenant))?.Status);
            Assert.Single(await _first.TrailOfAsync(caller.OwnTenant), action => action == "Subscription started");
            Assert.Equal(1, await db.OutboxMails.CountAsync(mail => mail.TenantId == caller.OwnTenant && mail.Key.StartsWith("subscription-started"), Ct));
            Assert.False(await db.WebhookEvents.AnyAsync(row => row.StripeCustomerId == customer && row.Attempts > 0, Ct));
        }
    }

    [Fact]
    public async Task A_page_on_one_node_changes_by_what_the_other_was_told()
    {
        var (tenant, email) = await _first.TenantAsync();
        var caller = CallerGiven.Of(tenant, Role.Owner);
        var checkout = await StartAsync(caller);
        var page = await browser.NewPageAsync();
        await page.SignInAsync(second, email, AccountGiven.Password);
        await page.GotoAsync(On(second, "/billing"));
        await Microsoft.Playwright.Assertions.Expect(page.GetByText("No subscription yet").First).ToBeVisibleAsync();
        await page.WaitForLiveAsync();

        // The sandbox posts to the first node.
        await Payer.PayAsync(checkout);
        await Eventually.BecomesAsync("the subscription is active", async () => (await _first.SubscriptionOfAsync(tenant))?.Status == "active");

        await Microsoft.Playwright.Assertions.Expect(page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 1_000 });
    }

    private static T Service<T>(DashboardApp node) where T : notnull => node.Services.GetRequiredService<T>();

    private static string On(DashboardApp node, string path) => new Uri(node.Address, path).ToString();

    private async Task<Caller> OwnerAsync() => CallerGiven.Of((await _first.TenantAsync()).TenantId, Role.Owner);

    private async Task<Uri> StartAsync(Caller caller) => Assert.IsType<CheckoutOutcome.Redirect>(await Service<CheckoutService>(second).StartAsync(
        caller, new CheckoutWish("professional", BillingCycle.Monthly, false, "http://localhost/success", "http://localhost/plans"), Ct)).Url;

    private async Task<string> CustomerAsync(Caller caller)
    {
        await using var db = _first.Databases.ForTenant(caller.OwnTenant);
        return await db.BillingCustomers.Select(customer => customer.StripeCustomerId).SingleAsync(Ct);
    }

    private async Task PostAsync(DashboardApp node, string body)
    {
        using var http = new HttpClient();
        using var content = SignedEvent.Of(body, _first.Sandbox.Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync(On(node, "/webhooks/stripe"), content, Ct)).StatusCode);
    }

    /// <summary>A page's watch without the page.</summary>
    private sealed class Ear : IDisposable
    {
        private readonly IDisposable _watch;
        private int _times;

        public Ear(DashboardApp node, Guid tenant)
        {
            Tenant = tenant;
            _watch = Service<BillingFeed>(node).Watch(tenant, () => Task.FromResult(Interlocked.Increment(ref _times)));
        }

        public Guid Tenant { get; }

        public int Times => Volatile.Read(ref _times);

        public void Reset() => Volatile.Write(ref _times, 0);

        public void Dispose() => _watch.Dispose();
    }
}
