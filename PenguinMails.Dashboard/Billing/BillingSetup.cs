using PenguinMails.Dashboard.Billing.Mails;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Look.Search;

namespace PenguinMails.Dashboard.Billing;

public static class BillingSetup
{
    public static WebApplicationBuilder AddBilling(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Synchroniser>();
        builder.Services.AddSingleton<BillingCustomers>();
        builder.Services.AddSingleton<BillingOverview>();
        builder.Services.AddSingleton<TenantStanding>();
        builder.Services.AddSingleton<ISearchSource, InvoiceSearch>();
        builder.Services.AddSingleton<ITransitionHandler, AuditTransitions>();
        builder.Services.AddSingleton<ITransitionHandler, MailTransitions>();
        builder.Services.AddSingleton<ITransitionHandler, MoneyMailTransitions>();
        SubscriptionMails.Register(builder.Services);
        MoneyMails.Register(builder.Services);
        builder.Services.AddHostedService<DuplicateReversal>();
        return builder;
    }
}
