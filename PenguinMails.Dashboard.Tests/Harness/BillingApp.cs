using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The whole product as a newcomer starts it: with a sandbox of its own and the demo inside. One clock for both.</summary>
public class BillingApp : DashboardApp
{
    public const string AcmeApiKey = "pm_test_acme_demo_0000000000000000";

    public StripeSandboxHost Sandbox => Services.GetRequiredService<StripeSandboxHost>();

    public ClosedCircuits Closed { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings
    {
        get
        {
            // No key: then Development starts the sandbox, on a free port.
            yield return new("Stripe:SecretKey", "");
            yield return new("Stripe:WebhookSecrets:0", "");
            yield return new("Sandbox:Url", "http://127.0.0.1:0");
            foreach (var trace in Traces.Settings())
                yield return trace;
        }
    }

    // The clock is the sandbox's. And a page whose connection is lost is let go at once: what it keeps of itself is what tests see.
    protected override void UseClock(IServiceCollection services) => services
        .Configure<CircuitOptions>(circuits => circuits.DisconnectedCircuitMaxRetained = 0)
        .AddSingleton<CircuitHandler>(Closed);

    public async Task<TenantSubscription?> SubscriptionOfAsync(Guid tenantId)
    {
        await using var db = Databases.ForTenant(tenantId);
        return await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync();
    }

    public async Task<List<string>> TrailOfAsync(Guid tenantId)
    {
        await using var db = Databases.ForTenant(tenantId);
        return await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync();
    }
}
