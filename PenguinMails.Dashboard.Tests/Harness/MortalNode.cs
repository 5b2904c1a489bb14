using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A node in this process that dies at a chosen step, while the ground it stands on stays for the next one.</summary>
/// <param name="stripe">Where it reaches Stripe; null for where everybody does.</param>
internal sealed class MortalNode(CommonGround ground, Uri? stripe = null) : DashboardApp
{
    public Power Power { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("ConnectionStrings:Billing", ground.Connection),
        new("Stripe:SecretKey", "sk_test_sandbox"),
        new("Stripe:WebhookSecrets:0", SignedEvent.SandboxSecret),
        new("Stripe:ApiBase", (stripe ?? ground.Stripe.Url).ToString().TrimEnd('/')),
        new("Webhooks:CustomersPerSecond", "1000"),
    ];

    protected override void UseClock(IServiceCollection services)
    {
        services.AddSingleton(ground.Stripe.Clock);
        // A dead node's complaints are of no interest.
        services.AddLogging(log => log.ClearProviders());
        services.AddSingleton<IStartupFilter>(Power);
        services.ConfigureDbContext<SqliteBillingDb>(options => options.AddInterceptors(Power));
        services.ConfigureDbContext<PostgresBillingDb>(options => options.AddInterceptors(Power));
    }
}
