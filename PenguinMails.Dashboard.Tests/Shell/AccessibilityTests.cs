using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell;

/// <summary>WCAG 2.1 A and AA as far as a machine can tell, on every page, light and dark.</summary>
[Collection(Browser.Turns)]
public sealed class AccessibilityTests(BillingApp app, Browser browser)
{
    internal static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
    };

    [Theory]
    [InlineData(null, "/plans,/sign-in,/sign-up,/forgot-password,/join")]
    [InlineData("owner@globex.test", "/billing,/usage,/plans,/plans?cycle=annual&canceled=1,/billing/success,/account,/account/password,/account/two-factor,/account/passkeys,/nothing-here")]
    [InlineData("owner@globex.test", "/invoices,/invoices?q=nowhere,/invoices/upcoming,INVOICE,/payments,/payment-methods,/payment-methods/added?session_id=cs_x")]
    [InlineData("owner@acme.test", "/billing,/usage,/invoices,/payments,/payment-methods,/change-plan,/cancel,/admin")]
    [InlineData("member@acme.test", "/billing,/usage,/plans,/invoices,/payments,/billing-details,/team,/api-keys")]
    [InlineData("owner@globex.test", "/change-plan?plan=business&cycle=annual,/change-plan?plan=starter,/change-plan?add_on=seat&quantity=1,/cancel")]
    [InlineData("owner@globex.test", "/billing-details,/team,/team?invite=1,/api-keys")]
    [InlineData("operator@penguinmails.test", "/admin,/admin/webhooks,/admin/webhooks/1,/admin/webhooks/999999999,/admin,GLOBEX")]
    public async Task No_page_has_a_violation(string? email, string paths)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await browser.NewPageAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            if (email is not null)
                await page.SignInAsync(app, email);
            foreach (var path in paths.Split(','))
                await CheckAsync(page, path, scheme);
        }
    }

    private async Task OpenInvoiceAsync(IPage page)
    {
        await page.GotoAsync(new Uri(app.Address, "/invoices").ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator(".invoice-grid tbody").GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator(".sheet").WaitForAsync();
    }

    private async Task CheckAsync(IPage page, string path, ColorScheme scheme)
    {
        if (path == "GLOBEX")
            await page.GetByRole(AriaRole.Link, new() { Name = "Globex" }).ClickAsync();
        else if (path == "INVOICE")
            await OpenInvoiceAsync(page);
        else
            await page.GotoAsync(new Uri(app.Address, path).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("h1").WaitForAsync();
        await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0);

        var found = await page.RunAxe(Rules);

        Assert.True(
            found.Violations.Length == 0,
            $"{path} ({scheme}): " + string.Join("; ", found.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
