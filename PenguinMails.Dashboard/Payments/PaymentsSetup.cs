using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Payments.Pages;

namespace PenguinMails.Dashboard.Payments;

public static class PaymentsSetup
{
    public static WebApplicationBuilder AddPayments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PaymentHistory>();
        builder.Services.AddSingleton<Receipts>();
        builder.Services.AddSingleton(new OverviewCard(typeof(LatestPaymentsCard), Order: 20));
        return builder;
    }
}
