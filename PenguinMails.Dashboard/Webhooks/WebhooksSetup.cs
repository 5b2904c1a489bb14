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
        return builder;
    }

    public static WebApplication MapWebhooks(this WebApplication app)
    {
        WebhookEndpoint.Map(app);
        return app;
    }
}
