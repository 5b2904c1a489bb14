using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.ChangePlan.Pages;
using PenguinMails.Dashboard.ChangePlan.Quotes;

namespace PenguinMails.Dashboard.ChangePlan;

public static class ChangePlanSetup
{
    public static WebApplicationBuilder AddChangePlan(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChangeCases>();
        builder.Services.AddSingleton<QuoteMaker>();
        builder.Services.AddSingleton<ChangeWork>();
        builder.Services.AddSingleton<PlanChanges>();
        builder.Services.AddSingleton<ChangeReader>();
        builder.Services.AddSingleton(new OverviewCard(typeof(PlanActionsCard), Order: 5));
        return builder;
    }
}
