using PenguinMails.Dashboard.Invoices.Archive;

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
        return builder;
    }
}
