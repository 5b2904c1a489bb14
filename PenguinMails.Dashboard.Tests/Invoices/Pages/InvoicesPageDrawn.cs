using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Invoices.Archive;
using PenguinMails.Dashboard.Invoices.Pages;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices.Pages;

/// <summary>The invoices' page over a real database.</summary>
internal sealed class InvoicesPageDrawn : PageTest
{
    private readonly Caller _caller;

    public InvoicesPageDrawn(DashboardApp app, Caller caller, bool broken = false)
    {
        _caller = caller;
        var databases = broken ? Broken : app.Databases;
        Services.AddSingleton(new InvoiceList(databases));
        Services.AddSingleton(new BillingOverview(databases, app.Services.GetRequiredService<TimeProvider>()));
        Services.AddSingleton(new UpcomingInvoice(databases, app.Services.GetRequiredService<Previews>()));
        Services.AddSingleton(app.Services.GetRequiredService<InvoiceArchive>());
    }

    public NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public BillingFeed News => Feed;

    /// <summary>Draws it, and waits until the rows of the first page are there.</summary>
    public async Task FirstPageAsync()
    {
        var list = Draw();
        await list.WaitForStateAsync(() => list.FindAll("tbody tr").Count == 25, TimeSpan.FromSeconds(10));
    }

    public IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Draw() => Draw<InvoicesPage>(_caller.TenantId, _caller.Role);
}
