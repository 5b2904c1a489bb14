namespace PenguinMails.Dashboard.Admin;

public static class AdminSetup
{
    public static WebApplicationBuilder AddAdmin(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TenantDirectory>();
        builder.Services.AddSingleton<TenantFile>();
        builder.Services.AddSingleton<WebhookDesk>();
        return builder;
    }
}
