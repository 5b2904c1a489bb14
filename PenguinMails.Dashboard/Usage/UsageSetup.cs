using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Billing.Standing;

namespace PenguinMails.Dashboard.Usage;

public static class UsageSetup
{
    public static WebApplicationBuilder AddUsage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UsageReader>();
        builder.Services.AddSingleton<IUsageCounters, CurrentUsage>();
        builder.Services.AddSingleton(new OverviewCard(typeof(UsageCard), Order: 10));
        return builder;
    }
}
