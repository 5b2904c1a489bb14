using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Usage.Alerts;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Mails;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Pages;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage;

public static class UsageSetup
{
    public static WebApplicationBuilder AddUsage(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<UsageOptions>().BindConfiguration(UsageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<UsageIngestion>();
        services.AddSingleton<UsageTurns>();
        services.AddSingleton<OverageBilling>();
        services.AddSingleton<OverageDesk>();
        services.AddSingleton<UsageAlerts>();
        services.AddSingleton<BudgetAlerts>();
        services.AddSingleton<BudgetDesk>();
        services.AddSingleton<ITransitionHandler, BudgetTransitions>();
        services.AddSingleton<UsageTelling>();
        services.AddSingleton<UsageReporter>();
        services.AddHostedService(provider => provider.GetRequiredService<UsageReporter>());
        services.AddHostedService<UsageRetention>();
        services.AddSingleton<IUsageCounters, CurrentUsage>();
        services.AddSingleton<ISendingLimit, UsageSendingLimit>();
        services.AddSingleton(new OverviewCard(typeof(UsageCard), Order: 10));
        services.AddSingleton(UsageRow.Part);
        UsageMails.Register(services);
        return builder;
    }

    /// <summary>Usage, budget and the choice for extra emails, in the group that is protected already.</summary>
    public static RouteGroupBuilder MapUsage(this RouteGroupBuilder billing)
    {
        UsageEndpoints.Map(billing);
        BudgetEndpoints.Map(billing);
        OverageEndpoints.Map(billing);
        return billing;
    }

    /// <summary>What the browser follows.</summary>
    public static WebApplication MapUsage(this WebApplication app)
    {
        UsageFiles.Map(app);
        return app;
    }
}
