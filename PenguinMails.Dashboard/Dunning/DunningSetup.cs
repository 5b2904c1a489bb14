using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Collecting;
using PenguinMails.Dashboard.Dunning.Mails;
using PenguinMails.Dashboard.Dunning.Pages;
using PenguinMails.Dashboard.Dunning.Reading;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Dunning;

public static class DunningSetup
{
    public static WebApplicationBuilder AddDunning(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        DunningMails.Register(services);
        services.AddSingleton<DunningMails>();
        services.AddSingleton<ITransitionHandler, DunningTransitions>();

        services.AddSingleton<Collection>();
        services.AddSingleton<DebtEnd>();
        services.AddSingleton<DunningRound>();
        services.AddSingleton<DunningWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<DunningWorker>());

        services.AddSingleton<PaymentPage>();
        services.AddSingleton<RetryPayment>();
        services.AddSingleton<CardUpdate>();
        services.AddSingleton<FirstPayment>();

        services.AddSingleton<PaymentNotices>();
        services.AddSingleton<CaseFiles>();
        services.AddSingleton(new Banner(typeof(PaymentBanner), Order: 10));
        services.AddSingleton(new OverviewCard(typeof(RecoveryCard), Order: 5));
        return builder;
    }
}
