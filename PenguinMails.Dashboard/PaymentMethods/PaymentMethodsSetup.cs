namespace PenguinMails.Dashboard.PaymentMethods;

public static class PaymentMethodsSetup
{
    public static WebApplicationBuilder AddPaymentMethods(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Portal>();
        builder.Services.AddSingleton<Wallets>();
        builder.Services.AddSingleton<CardChanges>();
        builder.Services.AddSingleton<AddCard>();
        builder.Services.AddSingleton<AddedCard>();
        return builder;
    }
}
