using Microsoft.Extensions.DependencyInjection;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>One more process's worth of the product beside <see cref="BillingAppOnPostgres"/>: same database, same Stripe, nothing else shared.</summary>
public sealed class SecondNode(BillingAppOnPostgres first) : DashboardApp
{
    internal BillingApp First => first.Needed;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("ConnectionStrings:Billing", first.Database!),
        new("Stripe:SecretKey", "sk_test_sandbox"),
        new("Stripe:WebhookSecrets:0", SignedEvent.SandboxSecret),
        new("Stripe:ApiBase", first.Sandbox.Url.ToString().TrimEnd('/')),
    ];

    public override ValueTask InitializeAsync() => first.Database is null ? ValueTask.CompletedTask : base.InitializeAsync();

    // The sandbox's clock, which may be moved, is Stripe's for both.
    protected override void UseClock(IServiceCollection services) => services.AddSingleton<TimeProvider>(first.Sandbox.Clock);
}
