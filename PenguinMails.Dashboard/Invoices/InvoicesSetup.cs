using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Invoices.Archive;
using PenguinMails.Dashboard.Invoices.Pages;

namespace PenguinMails.Dashboard.Invoices;

public static class InvoicesSetup
{
    public static WebApplicationBuilder AddInvoices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<InvoiceList>();
        builder.Services.AddSingleton<InvoiceFiles>();
        builder.Services.AddSingleton<InvoiceLinks>();
        builder.Services.AddSingleton<UpcomingInvoice>();
        builder.Services.AddSingleton<ArchiveShelf>();
        builder.Services.AddSingleton<InvoiceArchive>();
        builder.Services.AddSingleton(new OverviewCard(typeof(NextInvoiceCard), Order: 15));
        return builder;
    }
}
