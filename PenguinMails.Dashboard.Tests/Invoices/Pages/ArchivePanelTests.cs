using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Invoices.Archive;
using PenguinMails.Dashboard.Invoices.Pages;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices.Pages;

public sealed class ArchivePanelTests(BillingApp app) : PageTest
{
    [Fact]
    public void Without_a_selection_there_is_nothing_to_press()
    {
        Services.AddSingleton(app.Services.GetRequiredService<InvoiceArchive>());
        var panel = Draw<ArchivePanel>(Guid.NewGuid(), Role.Owner, ("Selected", Array.Empty<Invoice>()));

        Assert.True(panel.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_can_be_tried_again()
    {
        Services.AddSingleton(app.Services.GetRequiredService<InvoiceArchive>());
        var (tenant, _) = await app.TenantAsync();
        var lost = await app.InvoicesAsync(tenant, 2);
        var panel = Draw<ArchivePanel>(tenant, Role.Owner, ("Selected", lost));

        await panel.Find("button").ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Contains("2 invoices are not in the ZIP", panel.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.All(lost, invoice => Assert.Contains(invoice.Number!, panel.Markup, StringComparison.Ordinal));
        Assert.Contains("Try these again", panel.Markup, StringComparison.Ordinal);
    }
}
