namespace PenguinMails.Dashboard.PaymentMethods;

public static class PaymentMethodsSetup
{
    public static WebApplicationBuilder AddPaymentMethods(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Portal>();
        return builder;
    }
}
