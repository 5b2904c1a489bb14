using PenguinMails.Dashboard.Mail.Sending;
using PenguinMails.Dashboard.Mail.Stops;

namespace PenguinMails.Dashboard.Mail;

public static class MailSetup
{
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<MailKinds>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<StopLinks>();
        services.AddSingleton<MailStops>();
        if (builder.Configuration[$"{MailOptions.Section}:{nameof(MailOptions.Host)}"] is { Length: > 0 })
            services.AddSingleton<IMailDelivery, SmtpDelivery>();
        else if (builder.Environment.IsDevelopment())
            services.AddSingleton<IMailDelivery, MailboxDelivery>();
        services.AddSingleton<MailWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<MailWorker>());
        return builder;
    }

    public static WebApplication MapMail(this WebApplication app)
    {
        StopEndpoint.Map(app);
        return app;
    }
}
