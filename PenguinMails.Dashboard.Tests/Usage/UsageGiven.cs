using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Tests.Usage;

/// <summary>Tenants who pay and use.</summary>
internal static class UsageGiven
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>A new company's owner with an active subscription.</summary>
    public static async Task<(Guid Tenant, Caller Owner)> SubscriberAsync(
        this BillingApp app, string plan = "professional", BillingCycle cycle = BillingCycle.Monthly, bool withTrial = false)
    {
        var (tenant, _) = await app.TenantAsync();
        var owner = CallerGiven.Of(tenant, Role.Owner);
        var outcome = await app.Services.GetRequiredService<CheckoutService>().StartAsync(
            owner, new CheckoutWish(plan, cycle, withTrial, "http://localhost/success", "http://localhost/plans"), Ct);
        await Payer.PayAsync(Assert.IsType<CheckoutOutcome.Redirect>(outcome).Url);
        await Eventually.BecomesAsync("the subscription runs", async () => (await app.SubscriptionOfAsync(tenant))?.Status is "active" or "trialing");
        return (tenant, owner);
    }

    public static async Task<HttpClient> KeyOfAsync(this BillingApp app, Guid tenant, ApiScopes scopes = ApiScopes.All)
    {
        var key = await app.Services.GetRequiredService<ApiKeyIssuer>().IssueAsync(tenant, new ApiKeyWish("Test", scopes, ExpiresAt: null), ApiKeyMode.Test, "Tess Tester", Ct);
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        return http;
    }

    public static async Task<IReadOnlyList<UsageResult>> IngestAsync(this BillingApp app, Caller caller, params IReadOnlyList<UsageEntry> batch) =>
        Assert.IsType<UsageOutcome.Done>(await app.Services.GetRequiredService<UsageIngestion>().IngestAsync(caller, batch, Ct)).Results;

    /// <summary>One record of now.</summary>
    public static UsageEntry Now(this BillingApp app, UsageMetric metric, long quantity, string? key = null) =>
        new(key ?? Guid.NewGuid().ToString(), metric, quantity, app.Sandbox.Clock.GetUtcNow());

    public static Task<UsageView> UsageAsync(this BillingApp app, Caller caller) => app.Services.GetRequiredService<UsageReader>().ReadAsync(caller, Ct);

    public static async Task<List<UsagePeriod>> PeriodsAsync(this BillingApp app, Guid tenant)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return await db.UsagePeriods.AsNoTracking().OrderBy(period => period.PeriodStart).ToListAsync(Ct);
    }

    /// <summary>Subjects of the tenant's mails about usage and budgets, oldest first; those that a newer one replaced are left out.</summary>
    public static async Task<List<string>> UsageMailsAsync(this BillingApp app, Guid tenant)
    {
        await using var db = app.Databases.ForPlatform();
        return await db.OutboxMails.Where(mail => mail.TenantId == tenant && mail.Key.StartsWith("usage:") && mail.WithdrawnAt == null)
            .OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Ct);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return json.RootElement.Clone();
    }
}
