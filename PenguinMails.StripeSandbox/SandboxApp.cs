using System.Net;
using PenguinMails.StripeSandbox.Account;
using PenguinMails.StripeSandbox.Control;
using PenguinMails.StripeSandbox.Portal;

namespace PenguinMails.StripeSandbox;

/// <summary>The web application: what it listens on and what it answers.</summary>
internal static class SandboxApp
{
    public static WebApplication Build(string url)
    {
        // Nothing of the surrounding process's settings: a sandbox inside an app must not take the app's addresses.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        var address = new Uri(url);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.Host), address.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        return builder.Build();
    }

    public static void Map(WebApplication app, Sandbox sandbox, TraceFile trace, StripeSandboxHost host)
    {
        PageEndpoints.Map(app);
        app.UseRouting();
        var api = new Api(sandbox, trace, app, app.Logger);
        MapApi(api);
        api.MapUnknown();
        CheckoutPages.Map(app, sandbox);
        PortalPages.Map(app, sandbox);
        InvoicePages.Map(app, sandbox);
        Authentication.Map(app, sandbox);
        ControlEndpoints.Map(app, sandbox, host);
        app.UseEndpoints(_ => { });
    }

    private static void MapApi(Api api)
    {
        AccountEndpoints.Map(api);
        CustomerEndpoints.Map(api);
        TaxIds.Map(api);
        CustomerBalance.Map(api);
        Products.Map(api);
        Prices.Map(api);
        Coupons.Map(api);
        PromotionCodes.Map(api);
        PaymentMethodEndpoints.Map(api);
        SetupIntents.Map(api);
        PaymentIntentEndpoints.Map(api);
        Charges.Map(api);
        Refunds.Map(api);
        Disputes.Map(api);
        BalanceTransactions.Map(api);
        SubscriptionEndpoints.Map(api);
        SubscriptionItemEndpoints.Map(api);
        Schedules.Map(api);
        Meters.Map(api);
        MeterEvents.Map(api);
        MeterSummaries.Map(api);
        TestClocks.Map(api);
        InvoiceEndpoints.Map(api);
        InvoiceCreation.Map(api);
        InvoicePayments.Map(api);
        TaxRates.Map(api);
        CheckoutEndpoints.Map(api);
        PortalEndpoints.Map(api);
        EventEndpoints.Map(api);
        WebhookEndpoints.Map(api);
    }
}
