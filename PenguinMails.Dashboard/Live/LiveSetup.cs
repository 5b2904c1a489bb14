using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Live;

public static class LiveSetup
{
    public static WebApplicationBuilder AddLive(this WebApplicationBuilder builder)
    {
        if (BillingConnection.Of(builder) is { IsPostgres: true } connection)
        {
            builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<PostgresNodes>(services, connection));
            builder.Services.AddSingleton<INodes>(services => services.GetRequiredService<PostgresNodes>());
            builder.Services.AddHostedService(services => services.GetRequiredService<PostgresNodes>());
        }
        else
        {
            builder.Services.AddSingleton<INodes, NoOtherNodes>();
        }

        builder.Services.AddSingleton<BillingFeed>();
        builder.Services.AddSingleton(typeof(Signal<>));
        return builder;
    }
}
