namespace PenguinMails.Dashboard.Mail;

public static class MailSetup
{
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section);
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddSingleton<SmtpSender>();
        builder.Services.AddHostedService<MailWorker>();
        return builder;
    }
}
