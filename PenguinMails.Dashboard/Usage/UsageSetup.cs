using PenguinMails.Dashboard.Billing.Pages;

namespace PenguinMails.Dashboard.Usage;

public static class UsageSetup
{
    public static WebApplicationBuilder AddUsage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UsageReader>();
        builder.Services.AddSingleton(new OverviewCard(typeof(UsageCard), Order: 10));
        return builder;
    }
}
