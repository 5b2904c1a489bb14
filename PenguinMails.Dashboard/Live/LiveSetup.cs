namespace PenguinMails.Dashboard.Live;

public static class LiveSetup
{
    public static WebApplicationBuilder AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BillingFeed>();
        builder.Services.AddSingleton(typeof(Signal<>));
        return builder;
    }
}
