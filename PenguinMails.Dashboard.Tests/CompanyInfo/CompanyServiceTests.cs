using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.CompanyInfo;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.CompanyInfo;

public abstract class CompanyServiceTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private CompanyService Company => app.Services.GetRequiredService<CompanyService>();

    [Fact]
    public async Task Before_anything_is_given_it_is_the_workspaces_name_and_the_owners_address()
    {
        var (tenant, email) = await app.TenantAsync();

        var details = await Company.ReadAsync(CallerGiven.Of(tenant, Role.Member), Ct);

        Assert.Equal(("Northwind", email), (details.Name, details.Primary?.Email));
        Assert.Null(details.TaxId);
    }

    [Fact]
    public async Task Saving_makes_the_stripe_customer_and_comes_back_through_the_mirror()
    {
        var (tenant, _) = await app.TenantAsync();

        var saved = Assert.IsType<CompanyOutcome.Saved>(await SaveAsync(tenant, Wish("DE123456789")));

        Assert.Equal(("Northwind GmbH", "Hauptstr. 1", "DE", "verified"), (saved.Now.Name, saved.Now.Address.Line1, saved.Now.Address.Country, saved.Now.TaxId?.Status));
        Assert.Equal(["first@north.test", "second@north.test"], saved.Now.Recipients.Select(recipient => recipient.Email));
        var customer = await CustomerAsync(tenant);
        Assert.Equal(("Northwind GmbH", "pay@north.test", "Berlin"), (customer.Name, customer.Email, customer.Address.City));
        Assert.Equal("DE123456789", Assert.Single(customer.TaxIds).Value);
        await using var db = app.Databases.ForTenant(tenant);
        Assert.Equal(["pay@north.test", "first@north.test", "second@north.test"], await TenantMails.RecipientsAsync(db, tenant, Ct));
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == "Billing details changed", Ct);
        Assert.DoesNotContain("north.test", entry.Detail + entry.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tax_id_that_stripe_refuses_is_told_in_its_words_and_nothing_is_changed()
    {
        var (tenant, _) = await app.TenantAsync();

        var invalid = Assert.IsType<CompanyOutcome.Invalid>(await SaveAsync(tenant, Wish("12")));

        Assert.Equal("Invalid value for eu_vat.", invalid.Problems[CompanyFields.TaxIdValue]);
        Assert.Equal("Northwind", (await CustomerAsync(tenant)).Name);
        await using var db = app.Databases.ForTenant(tenant);
        Assert.False(await db.BillingContacts.AnyAsync(Ct));
    }

    [Fact]
    public async Task Another_tax_id_takes_the_place_of_the_former_and_none_removes_it()
    {
        var (tenant, _) = await app.TenantAsync();
        await SaveAsync(tenant, Wish("DE123456789"));

        await SaveAsync(tenant, Wish("DE111111111"));
        Assert.Equal("DE111111111", Assert.Single((await CustomerAsync(tenant)).TaxIds).Value);
        Assert.Equal("unverified", (await Company.ReadAsync(CallerGiven.Of(tenant, Role.Owner), Ct)).TaxId?.Status);
        // Back to the first: the same intent as before, but not the same change.
        await SaveAsync(tenant, Wish("DE123456789"));
        Assert.Equal("DE123456789", Assert.Single((await CustomerAsync(tenant)).TaxIds).Value);

        await SaveAsync(tenant, Wish(null) with { Address = new(null, null, null, null, null, null) });
        Assert.Null((await CustomerAsync(tenant)).Address);
        Assert.Empty((await CustomerAsync(tenant)).TaxIds);
        Assert.Null((await Company.ReadAsync(CallerGiven.Of(tenant, Role.Owner), Ct)).TaxId);
    }

    [Fact]
    public async Task Whoever_saves_what_somebody_changed_meanwhile_is_told_and_overwrites_nothing()
    {
        var (tenant, _) = await app.TenantAsync();
        var seen = (await Company.ReadAsync(CallerGiven.Of(tenant, Role.Owner), Ct)).Version;
        await SaveAsync(tenant, Wish(null), seen);

        var second = await SaveAsync(tenant, Wish(null) with { Name = "Overwritten" }, seen);

        Assert.Equal("Tess Tester", Assert.IsType<CompanyOutcome.ChangedMeanwhile>(second).Now.ChangedBy);
        Assert.Equal("Northwind GmbH", (await CustomerAsync(tenant)).Name);
    }

    [Fact]
    public async Task A_change_on_stripes_portal_counts_whether_or_not_its_news_has_come()
    {
        var (tenant, _) = await app.TenantAsync();
        var saved = Assert.IsType<CompanyOutcome.Saved>(await SaveAsync(tenant, Wish(null)));
        await new CustomerService(new StripeAccount(app.Sandbox).Client).UpdateAsync(await CustomerIdAsync(tenant), new CustomerUpdateOptions { Name = "Renamed at Stripe" }, cancellationToken: Ct);

        var outcome = await SaveAsync(tenant, Wish(null) with { Name = "Mine" }, saved.Now.Version);

        Assert.Equal("Renamed at Stripe", Assert.IsType<CompanyOutcome.ChangedMeanwhile>(outcome).Now.Name);
    }

    [Fact]
    public async Task A_member_changes_nothing()
    {
        var (tenant, _) = await app.TenantAsync();

        Assert.IsType<CompanyOutcome.NotAllowed>(await Company.SaveAsync(CallerGiven.Of(tenant, Role.Member), Wish(null), null, Ct));
    }

    private Task<CompanyOutcome> SaveAsync(Guid tenant, CompanyWish wish, string? seen = null) =>
        Company.SaveAsync(CallerGiven.Of(tenant, Role.Owner), wish, seen, Ct);

    private static CompanyWish Wish(string? taxId) => new(
        "Northwind GmbH", new CompanyAddress("Hauptstr. 1", null, "Berlin", null, "10115", "DE"), "eu_vat", taxId,
        new CompanyContact("pay@north.test", "Pay Desk"), [new("first@north.test", null), new("second@north.test", null)]);

    private async Task<string> CustomerIdAsync(Guid tenant) =>
        (await app.Services.GetRequiredService<BillingCustomers>().FindAsync(tenant, Ct))!.StripeCustomerId;

    private async Task<Customer> CustomerAsync(Guid tenant) => await new CustomerService(new StripeAccount(app.Sandbox).Client)
        .GetAsync(await CustomerIdAsync(tenant), new CustomerGetOptions { Expand = ["tax_ids"] }, cancellationToken: Ct);
}

public sealed class CompanyServiceTestsOnSqlite(BillingApp app) : CompanyServiceTests(app);

public sealed class CompanyServiceTestsOnPostgres(BillingAppOnPostgres app) : CompanyServiceTests(app.Needed);
