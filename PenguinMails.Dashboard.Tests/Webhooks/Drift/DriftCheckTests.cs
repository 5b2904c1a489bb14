using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks.Drift;

namespace PenguinMails.Dashboard.Tests.Webhooks.Drift;

public sealed class DriftCheckTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private SandboxedApp _app = default!;

    public async ValueTask InitializeAsync()
    {
        _app = await SandboxedApp.StartAsync(("Webhooks:DriftSample", "2"));
        await _app.CaughtUpAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_difference_is_healed_and_recorded_by_the_names_of_its_fields()
    {
        var customer = await _app.CustomerAsync();
        await _app.SubscribeAsync(customer.StripeCustomerId);
        await using var db = _app.Databases.ForTenant(customer.TenantId);
        await Eventually.BecomesAsync("the mirror is settled", async () =>
            await db.TenantSubscriptions.AnyAsync(row => row.Status == "active", Ct) && await db.Payments.AnyAsync(row => row.StripeStatus == "succeeded" && row.InvoiceId != null, Ct)
            && await db.WebhookEvents.AllAsync(row => row.ProcessedAt != null, Ct));
        await Check().RunAsync(Ct);
        Assert.Null((await db.MirrorProofs.AsNoTracking().SingleAsync(Ct)).HealedAt);

        // Somebody's hand in the database.
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(Ct);
        await db.TenantSubscriptions.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, "past_due").SetProperty(row => row.Amount, 1), Ct);
        await db.Payments.ExecuteDeleteAsync(Ct);
        await db.Invoices.ExecuteUpdateAsync(set => set.SetProperty(row => row.Total, 7), Ct);
        await Check().CompareAsync(customer.TenantId, customer.StripeCustomerId, Ct);

        Assert.Equal("active", (await db.TenantSubscriptions.AsNoTracking().SingleAsync(Ct)).Status);
        var healed = await db.AuditEntries.AsNoTracking().SingleAsync(entry => entry.Action == "Mirror healed", Ct);
        Assert.Contains("Amount, Status", healed.Detail, StringComparison.Ordinal);
        Assert.Contains($"Invoice {invoice.Id}: Total", healed.Detail, StringComparison.Ordinal);
        Assert.Contains("missing", healed.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("past_due", healed.Detail, StringComparison.Ordinal);
        var proof = await db.MirrorProofs.AsNoTracking().SingleAsync(Ct);
        Assert.Equal(healed.Detail, proof.HealedFields);
        Assert.Equal(proof.HealedAt, proof.ProvenEqualAt);
    }

    [Fact]
    public async Task Those_not_compared_for_longest_come_first_and_a_day_takes_no_more_than_its_sample()
    {
        foreach (var _ in Enumerable.Range(0, 3))
            await _app.CustomerAsync();

        Assert.Equal(2, await Check().RunAsync(Ct));
        Assert.Equal(0, await Check().RunAsync(Ct));
        await using var db = _app.Databases.ForPlatform();
        var first = await db.MirrorProofs.Select(proof => proof.TenantId).ToListAsync(Ct);

        await _app.Stripe.AdvanceAsync(_app.Stripe.Clock.GetUtcNow().AddDays(1).AddMinutes(1), Ct);
        await Eventually.BecomesAsync("the third has its turn", async () =>
        {
            await Check().RunAsync(Ct);
            return await db.MirrorProofs.AnyAsync(proof => !first.Contains(proof.TenantId), Ct);
        });
    }

    private DriftCheck Check() => _app.Get<DriftCheck>();
}
