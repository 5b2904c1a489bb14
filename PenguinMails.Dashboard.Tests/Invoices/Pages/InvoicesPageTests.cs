using Bunit;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Tests.Harness;
using TestContext = Xunit.TestContext;

namespace PenguinMails.Dashboard.Tests.Invoices.Pages;

public sealed class InvoicesPageTests(DashboardApp app)
{
    [Fact]
    public async Task A_page_of_invoices_is_shown_and_all_are_counted()
    {
        var (_, drawn) = await WithAsync(30);
        await using var page = drawn;

        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Equal(25, list.FindAll("tbody tr").Count));
        Assert.Contains("of 30", list.Markup, StringComparison.Ordinal);
        Assert.Contains("$149.01", list.Markup, StringComparison.Ordinal);
        Assert.Contains("1 November 2026", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_invoices_it_says_when_the_first_one_comes()
    {
        var (_, drawn) = await WithAsync(0);
        await using var page = drawn;
        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Contains("The first one comes with your first payment.", list.Markup, StringComparison.Ordinal));
        Assert.Contains("Nothing more will be billed.", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_says_what_is_shown()
    {
        var (_, drawn) = await WithAsync(30, i => i % 10 == 0 ? "open" : "paid");
        await using var page = drawn;
        page.Navigation.NavigateTo("/invoices?status=open&sort=total");

        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        Assert.Contains("$149.10", list.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("/invoices/export.csv?status=open", list.Markup, StringComparison.Ordinal);
        Assert.Contains("CSV of this list", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_further_on_is_where_the_address_says()
    {
        var (_, drawn) = await WithAsync(30);
        await using var page = drawn;
        page.Navigation.NavigateTo("/invoices?page=2");

        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Equal(5, list.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task A_filter_leads_back_to_the_first_page()
    {
        var (_, drawn) = await WithAsync(60);
        await using var page = drawn;
        page.Navigation.NavigateTo("/invoices?page=2");
        var list = page.Draw();
        list.WaitForAssertion(() => Assert.Contains("26-50 of 60", list.Markup, StringComparison.Ordinal));

        await list.Find("input[type=date]").ChangeAsync(new() { Value = "2026-10-01" });

        list.WaitForAssertion(() => Assert.Contains("1-25 of 32", list.Markup, StringComparison.Ordinal));
        Assert.EndsWith("/invoices?from=2026-10-01", page.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_fits_is_told_from_nothing_at_all()
    {
        var (_, drawn) = await WithAsync(3);
        await using var page = drawn;
        page.Navigation.NavigateTo("/invoices?q=nowhere");
        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Contains("No invoice fits", list.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_with_a_way_out()
    {
        var (tenant, _) = await app.TenantAsync();
        await using var page = new InvoicesPageDrawn(app, CallerGiven.Of(tenant, Role.Owner), broken: true);

        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Contains("Invoices could not be read just now.", list.Markup, StringComparison.Ordinal));
        Assert.Contains("Try again", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_looks_and_can_neither_pay_nor_download()
    {
        var (tenant, _) = await app.TenantAsync();
        await app.InvoicesAsync(tenant, 2, _ => "open");
        await using var page = new InvoicesPageDrawn(app, CallerGiven.Of(tenant, Role.Member));

        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll("tbody tr").Count));
        Assert.DoesNotContain("/pdf", list.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("checkbox", list.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Show them", list.Markup, StringComparison.Ordinal);
        Assert.Contains("The owner or a billing admin of your workspace can pay.", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_banner_says_of_a_failed_payment_is_not_said_again()
    {
        var (tenant, drawn) = await WithAsync(1, _ => "open");
        await using var page = drawn;
        await using (var db = app.Databases.ForTenant(tenant))
        {
            db.TenantSubscriptions.Add(new TenantSubscription
            {
                Id = Guid.NewGuid(), TenantId = tenant, StripeCustomerId = $"cus_{tenant:N}", StripeSubscriptionId = $"sub_{tenant:N}",
                Status = "unpaid", CreatedAt = InvoiceGiven.Newest, UpdatedAt = InvoiceGiven.Newest,
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var list = page.Draw();

        list.WaitForAssertion(() => Assert.Single(list.FindAll("tbody tr")));
        Assert.DoesNotContain("yet to be paid", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_invoice_appears_without_a_reload()
    {
        var (tenant, drawn) = await WithAsync(1);
        await using var page = drawn;
        var list = page.Draw();
        list.WaitForAssertion(() => Assert.Single(list.FindAll("tbody tr")));

        await using (var db = app.Databases.ForTenant(tenant))
        {
            db.Invoices.Add(InvoiceGiven.Of(tenant, 2));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        page.News.Publish(tenant);
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll("tbody tr").Count));
    }

    private async Task<(Guid Tenant, InvoicesPageDrawn Page)> WithAsync(int invoices, Func<int, string>? status = null)
    {
        var (tenant, _) = await app.TenantAsync();
        await app.InvoicesAsync(tenant, invoices, status);
        return (tenant, new InvoicesPageDrawn(app, CallerGiven.Of(tenant, Role.Owner)));
    }
}
