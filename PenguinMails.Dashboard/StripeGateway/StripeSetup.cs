using Microsoft.Extensions.Options;
using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

public static class StripeSetup
{
    public static WebApplicationBuilder AddStripeGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StripeOptions>().BindConfiguration(StripeOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StripeOptions>, StripeOptionsCheck>();
        builder.Services.AddHttpClient(nameof(StripeGateway), client => client.Timeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton<IStripeClient>(CreateClient);

        builder.Services.AddSingleton<Customers>();
        builder.Services.AddSingleton<TaxIds>();
        builder.Services.AddSingleton<CheckoutSessions>();
        builder.Services.AddSingleton<PortalSessions>();
        builder.Services.AddSingleton<InvoicePayments>();
        builder.Services.AddSingleton<SubscriptionCare>();
        builder.Services.AddSingleton<Prices>();
        builder.Services.AddSingleton<InvoiceReader>();
        builder.Services.AddSingleton<MeteredPrices>();
        builder.Services.AddSingleton<Metering>();
        builder.Services.AddSingleton<Snapshots>();
        builder.Services.AddSingleton<Previews>();
        builder.Services.AddSingleton<Documents>();
        builder.Services.AddSingleton<PdfDownloads>();
        builder.Services.AddSingleton<CardSetups>();
        builder.Services.AddSingleton<CardDefaults>();
        builder.Services.AddSingleton<Reversals>();
        builder.Services.AddSingleton<Events>();
        builder.Services.AddSingleton<Endpoints>();
        builder.Services.AddSingleton<Owners>();
        builder.Services.AddSingleton<SubscriptionPreviews>();
        builder.Services.AddSingleton<SubscriptionEdits>();
        builder.Services.AddSingleton<SubscriptionSchedules>();
        builder.Services.AddSingleton<PendingInvoices>();
        builder.Services.AddSingleton<Coupons>();
        return builder;
    }

    private static StripeClient CreateClient(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StripeOptions>>().Value;
        var http = new SystemNetHttpClient(
            services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(StripeGateway)), maxNetworkRetries: 2);
        // All bases at once: with a sandbox no call may leave the machine.
        return options.ApiBase is { Length: > 0 } sandbox
            ? new StripeClient(options.SecretKey, httpClient: http, apiBase: sandbox, connectBase: sandbox, filesBase: sandbox, meterEventsBase: sandbox)
            : new StripeClient(options.SecretKey, httpClient: http);
    }

    private sealed class StripeOptionsCheck : IValidateOptions<StripeOptions>
    {
        public ValidateOptionsResult Validate(string? name, StripeOptions options) =>
            options.Problems().ToList() is { Count: > 0 } problems
                ? ValidateOptionsResult.Fail(problems)
                : ValidateOptionsResult.Success;
    }
}
