using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Cancellation.Export;
using PenguinMails.Dashboard.Cancellation.Pages;

namespace PenguinMails.Dashboard.Cancellation;

public static class CancellationSetup
{
    public static WebApplicationBuilder AddCancellation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Cancellations>();
        builder.Services.AddSingleton<ExportArchive>();
        foreach (var part in BillingParts.All)
            builder.Services.AddSingleton(part);
        builder.Services.AddSingleton(new OverviewCard(typeof(EndCard), Order: 6));
        return builder;
    }
}
