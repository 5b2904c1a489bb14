using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Payments;
using PenguinMails.Dashboard.Payments.Pages;
using PenguinMails.Dashboard.Tests.Harness;
using TestContext = Xunit.TestContext;

namespace PenguinMails.Dashboard.Tests.Payments.Pages;

public sealed class PaymentsPageTests(DashboardApp app) : PageTest
{
    [Fact]
    public async Task A_payment_says_what_it_was_for_how_it_was_paid_and_what_came_back()
    {
        var tenant = await WithPaymentsAsync(InvoiceGiven.Payment(Guid.Empty, 1, refunded: 4900));

        var page = Draw(tenant);

        page.WaitForAssertion(() => Assert.Contains("Visa ending in 4242", page.Markup, StringComparison.Ordinal));
        Assert.Contains("$149.01", page.Markup, StringComparison.Ordinal);
        Assert.Contains("$49.00 back", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Partly refunded", page.Markup, StringComparison.Ordinal);
        Assert.Contains("/receipt", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_failed_has_no_receipt()
    {
        var tenant = await WithPaymentsAsync(InvoiceGiven.Payment(Guid.Empty, 1, "requires_payment_method"));

        var page = Draw(tenant);

        page.WaitForAssertion(() => Assert.Contains("Failed", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("/receipt", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_charged_yet_is_told_from_nothing_that_fits()
    {
        var tenant = (await app.TenantAsync()).TenantId;
        var page = Draw(tenant);
        page.WaitForAssertion(() => Assert.Contains("Nothing has been charged yet", page.Markup, StringComparison.Ordinal));

        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/payments?status=failed");
        page.WaitForAssertion(() => Assert.Contains("No payment fits", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_with_a_way_out()
    {
        Services.AddSingleton(new PaymentHistory(Broken));

        var page = Draw<PaymentsPage>((await app.TenantAsync()).TenantId, Role.Owner);

        page.WaitForAssertion(() => Assert.Contains("Payments could not be read just now.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Try again", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.CascadingValue<Task<Microsoft.AspNetCore.Components.Authorization.AuthenticationState>>> Draw(Guid tenant)
    {
        Services.AddSingleton(new PaymentHistory(app.Databases));
        return Draw<PaymentsPage>(tenant, Role.Owner);
    }

    private async Task<Guid> WithPaymentsAsync(PenguinMails.Dashboard.Billing.Mirror.Payment like)
    {
        var tenant = (await app.TenantAsync()).TenantId;
        await using var db = app.Databases.ForTenant(tenant);
        db.Payments.Add(InvoiceGiven.Payment(tenant, 1, like.StripeStatus, like.AmountRefunded));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return tenant;
    }
}
