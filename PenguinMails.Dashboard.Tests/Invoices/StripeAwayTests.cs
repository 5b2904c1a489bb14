using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Invoices.Archive;
using PenguinMails.Dashboard.Invoices.Pages;
using PenguinMails.Dashboard.PaymentMethods;
using PenguinMails.Dashboard.Payments;
using PenguinMails.Dashboard.Tests.Harness;
using TestContext = Xunit.TestContext;

namespace PenguinMails.Dashboard.Tests.Invoices;

/// <summary>While Stripe does not answer, everything that needs it says so, and goes on when it is back.</summary>
public sealed class StripeAwayTests : PageTest
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_says_so_and_none_fails()
    {
        await using var app = await SandboxedApp.StartAsync();
        var customer = await app.CustomerAsync();
        var owner = CallerGiven.Of(customer.TenantId, Role.Owner);
        await app.SubscribeAsync(customer.StripeCustomerId);
        await app.Get<PenguinMails.Dashboard.Billing.Synchroniser>().RefreshAsync(customer.StripeCustomerId, PenguinMails.Dashboard.Billing.SyncHints.All, ct: Ct);
        await using var db = app.Databases.ForTenant(customer.TenantId);
        var (invoice, payment, card) = (await db.Invoices.Select(row => row.Id).FirstAsync(Ct), await db.Payments.Select(row => row.Id).FirstAsync(Ct), await db.PaymentMethods.Select(row => row.Id).FirstAsync(Ct));

        await app.FaultAsync(new { api = "outage", times = 100_000 });

        Assert.IsType<UpcomingOutcome.StripeUnavailable>(await app.Get<UpcomingInvoice>().ReadAsync(owner, Ct));
        Assert.IsType<LinkOutcome.StripeUnavailable>(await app.Get<InvoiceLinks>().PdfAsync(owner, invoice, Ct));
        Assert.IsType<ReceiptOutcome.StripeUnavailable>(await app.Get<Receipts>().FindAsync(owner, payment, Ct));
        Assert.IsType<CardOutcome.StripeUnavailable>(await app.Get<CardChanges>().MakeDefaultAsync(owner, card, "x", Ct));
        Assert.IsType<AddCardOutcome.StripeUnavailable>(await app.Get<AddCard>().StartAsync(owner, new AddCardWish(true, "http://localhost/a", "http://localhost/b"), Ct));
        var packed = Assert.IsType<ArchiveOutcome.Empty>(await app.Get<InvoiceArchive>().PackAsync(owner, [invoice], new Progress<ArchiveProgress>(), Ct));
        Assert.Equal("Stripe did not give its PDF just now.", Assert.Single(packed.Failures).Why);

        Services.AddSingleton(app.Get<UpcomingInvoice>());
        var upcoming = Draw<UpcomingCard>(customer.TenantId, Role.Owner);
        upcoming.WaitForAssertion(() => Assert.Contains("cannot be reached just now", upcoming.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(15));

        await app.FaultAsync(new { api = "outage", times = 0 });
        await upcoming.Find("button").ClickAsync(new());
        upcoming.WaitForAssertion(() => Assert.Contains("See every line", upcoming.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(15));
    }
}
