using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Usage;

public static class UsageSetup
{
    public static WebApplicationBuilder AddUsage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UsageReader>();
        builder.Services.AddSingleton(new OverviewCard(typeof(UsageCard), Order: 10));
        builder.Services.AddSingleton<IUsageLevels, UsageNow>();
        builder.Services.AddSingleton(UsageRow.Part);
        return builder;
    }
}
