using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.PaymentMethods.Reminders;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.PaymentMethods;

public abstract class CardReminderTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_that_ends_this_month_is_told_once_to_whoever_manages_billing()
    {
        var (tenant, email) = await WithCardAsync(app.Clock.GetUtcNow());

        for (var day = 0; day < 3; day++)
            await RunAsync();

        var mail = Assert.Single(await MailsAsync(tenant));
        Assert.Equal((email, "Card expiring"), (mail.To, mail.Kind));
        Assert.Contains("Visa ending in 4242", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/payment-methods", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_card_with_a_new_date_is_another_notice()
    {
        var (tenant, _) = await WithCardAsync(app.Clock.GetUtcNow().AddYears(-1));
        await RunAsync();
        await using (var db = app.Databases.ForTenant(tenant))
        {
            var row = await db.TenantSubscriptions.SingleAsync(Ct);
            row.Card = CardUntil(app.Clock.GetUtcNow());
            await db.SaveChangesAsync(Ct);
        }

        await RunAsync();

        Assert.Equal(["Your Visa ending in 4242 has expired", "Your Visa ending in 4242 expires soon"], (await MailsAsync(tenant)).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task A_card_that_lasts_and_a_subscription_that_does_not_run_are_left_alone()
    {
        var (lasting, _) = await WithCardAsync(app.Clock.GetUtcNow().AddMonths(3));
        var (ended, _) = await WithCardAsync(app.Clock.GetUtcNow(), row => row.Status = "canceled");
        var (ending, _) = await WithCardAsync(app.Clock.GetUtcNow(), row => (row.CancelAtPeriodEnd, row.CurrentPeriodEnd) = (true, app.Clock.GetUtcNow().AddHours(-1)));

        await RunAsync();

        foreach (var tenant in new[] { lasting, ended, ending })
            Assert.Empty(await MailsAsync(tenant));
    }

    // As the worker does it, one node at a time; tests run at once.
    private async Task RunAsync()
    {
        await using var lease = await app.Services.GetRequiredService<PenguinMails.Dashboard.Data.Leases.LeaseKeeper>().TakeAsync("card-reminders", Ct);
        await app.Services.GetRequiredService<CardReminder>().RunAsync(Ct);
    }

    private async Task<List<PenguinMails.Dashboard.Mail.OutboxMail>> MailsAsync(Guid tenant)
    {
        await using var db = app.Databases.ForPlatform();
        return await db.OutboxMails.Where(mail => mail.TenantId == tenant && mail.Key.StartsWith("card-expires")).OrderBy(mail => mail.Id).ToListAsync(Ct);
    }

    private async Task<(Guid Tenant, string Email)> WithCardAsync(DateTimeOffset until, Action<TenantSubscription>? change = null)
    {
        var (tenant, email) = await app.TenantAsync();
        await using var db = app.Databases.ForTenant(tenant);
        var row = new TenantSubscription
        {
            Id = Guid.NewGuid(),
            TenantId = tenant,
            StripeCustomerId = $"cus_{tenant:N}",
            StripeSubscriptionId = $"sub_{tenant:N}",
            Status = "active",
            CreatedAt = InvoiceGiven.Newest,
            UpdatedAt = InvoiceGiven.Newest,
            CurrentPeriodEnd = app.Clock.GetUtcNow().AddDays(20),
            Card = CardUntil(until),
            PaymentMethodId = $"pm_{tenant:N}",
        };
        change?.Invoke(row);
        db.TenantSubscriptions.Add(row);
        await db.SaveChangesAsync(Ct);
        return (tenant, email);
    }

    private static Card CardUntil(DateTimeOffset until) => new("visa", "4242", until.Month, until.Year);
}

public sealed class CardReminderTestsOnSqlite(DashboardApp app) : CardReminderTests(app);

public sealed class CardReminderTestsOnPostgres(DashboardAppOnPostgres app) : CardReminderTests(app.Needed);
