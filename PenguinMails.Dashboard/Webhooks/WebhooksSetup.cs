using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Webhooks.Drift;
using PenguinMails.Dashboard.Webhooks.Events;
using PenguinMails.Dashboard.Webhooks.Health;
using PenguinMails.Dashboard.Webhooks.Reconciliation;
using PenguinMails.Dashboard.Webhooks.Resync;

namespace PenguinMails.Dashboard.Webhooks;

public static class WebhooksSetup
{
    public static WebApplicationBuilder AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<InboxWriter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<InboxWriter>());
        builder.Services.AddSingleton<InboxMarks>();
        builder.Services.AddSingleton<InboxClaims>();
        builder.Services.AddSingleton<InboxProcessor>();
        builder.Services.AddSingleton<CustomerlessEvents>();
        builder.Services.AddHostedService<InboxWorker>();
        builder.AddWebhookCare();
        return builder;
    }

    public static WebApplication MapWebhooks(this WebApplication app)
    {
        WebhookEndpoint.Map(app);
        HealthEndpoints.Map(app);
        return app;
    }

    /// <summary>What keeps the mirror true when deliveries do not: reconciler, drift check, resync, health, retention.</summary>
    private static void AddWebhookCare(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptions.Check>();
        services.AddSingleton<WebhookMetrics>();

        services.AddSingleton<StripeAccount>();
        services.AddSingleton<EventReconciler>();
        services.AddSingleton<EndpointCheck>();
        services.AddHostedService<ReconcilerWorker>();

        services.AddSingleton<CustomerPace>();
        services.AddSingleton<Resyncs>();
        services.AddSingleton<ResyncStep>();
        services.AddHostedService<ResyncWorker>();
        services.AddSingleton<DriftCheck>();
        services.AddHostedService<DriftWorker>();

        services.AddSingleton<ArrivalLog>();
        services.AddSingleton<HealthReader>();
        services.AddHostedService<HealthWatch>();
        HealthEndpoints.Add(services);

        services.AddSingleton<EventStore>();
        services.AddSingleton<Replays>();
        services.AddSingleton<Retention>();
        services.AddHostedService<RetentionWorker>();
    }
}
