namespace PenguinMails.Dashboard.Checkout;

public static class CheckoutSetup
{
    public static WebApplicationBuilder AddCheckout(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CheckoutOptions>().BindConfiguration(CheckoutOptions.Section);
        builder.Services.AddSingleton<ReturnAddresses>();
        builder.Services.AddSingleton<CheckoutService>();
        builder.Services.AddSingleton<CheckoutReturn>();
        return builder;
    }
}
