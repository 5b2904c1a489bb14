using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.PaymentMethods;
using PenguinMails.Dashboard.PaymentMethods.Pages;
using PenguinMails.Dashboard.Tests.Harness;
using TestContext = Xunit.TestContext;

namespace PenguinMails.Dashboard.Tests.PaymentMethods.Pages;

public sealed class PaymentMethodsPageTests(DashboardApp app) : PageTest
{
    [Fact]
    public async Task Without_a_card_it_says_where_one_comes_from()
    {
        var page = Draw((await app.TenantAsync()).TenantId);

        page.WaitForAssertion(() => Assert.Contains("No card on file", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Pay with it from now on", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_subscriptions_own_card_is_the_default_whatever_the_customers_is()
    {
        var tenant = await WithCardsAsync("active");

        var page = Draw(tenant);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".card-row").Count));
        Assert.Contains("Mastercard", page.FindAll(".card-row")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Default", page.FindAll(".card-row")[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Default", page.FindAll(".card-row")[1].QuerySelector(".card-facts")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("past_due")]
    [InlineData("unpaid")]
    public async Task What_the_banner_says_of_a_failed_payment_is_not_said_again(string status)
    {
        var page = Draw(await WithCardsAsync(status));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".card-row").Count));
        Assert.Empty(page.FindAll(".mud-alert"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_with_a_way_out()
    {
        var page = Draw((await app.TenantAsync()).TenantId, Broken);

        page.WaitForAssertion(() => Assert.Contains("Your cards could not be read just now.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Try again", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_comes_is_shown_without_a_reload()
    {
        var tenant = await WithCardsAsync("active");
        var page = Draw(tenant);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".card-row").Count));

        await AddAsync(tenant, new PaymentMethod { Id = $"pm_c{tenant:N}", TenantId = tenant, Card = new Card("amex", "8431", 1, 2031) });
        Feed.Publish(tenant);

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".card-row").Count));
    }

    private IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Draw(Guid tenant, BillingDbFactory? databases = null)
    {
        var services = app.Services;
        Services.AddSingleton(new Wallets(databases ?? app.Databases, services.GetRequiredService<TimeProvider>()));
        Services.AddSingleton(services.GetRequiredService<CardChanges>());
        Services.AddSingleton(services.GetRequiredService<AddCard>());
        Services.AddSingleton(services.GetRequiredService<AddedCard>());
        return Draw<PaymentMethodsPage>(tenant, Role.Owner);
    }

    private async Task<Guid> WithCardsAsync(string status)
    {
        var tenant = (await app.TenantAsync()).TenantId;
        await AddAsync(tenant, new PaymentMethod { Id = $"pm_a{tenant:N}", TenantId = tenant, IsDefault = true, Card = new Card("visa", "4242", 12, 2030) });
        await AddAsync(tenant, new PaymentMethod { Id = $"pm_b{tenant:N}", TenantId = tenant, Card = new Card("mastercard", "4444", 12, 2030) });
        await AddAsync(tenant, new TenantSubscription
        {
            Id = Guid.NewGuid(),
            TenantId = tenant,
            StripeCustomerId = $"cus_{tenant:N}",
            StripeSubscriptionId = $"sub_{tenant:N}",
            Status = status,
            CreatedAt = InvoiceGiven.Newest,
            UpdatedAt = InvoiceGiven.Newest,
            PaymentMethodId = $"pm_b{tenant:N}",
        });
        return tenant;
    }

    private async Task AddAsync(Guid tenant, object row)
    {
        await using var db = app.Databases.ForTenant(tenant);
        db.Add(row);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
