namespace PenguinMails.Dashboard.Payments;

public static class PaymentsSetup
{
    public static WebApplicationBuilder AddPayments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PaymentHistory>();
        return builder;
    }
}
