using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Accounts.Mails;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Mail;

public abstract class OutboxTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly PasswordReset Bad = new("Ada", "https://example.test/bad");
    private static readonly AddressConfirmation Good = new("Ada", "https://example.test/good");

    private Outbox Outbox => app.Services.GetRequiredService<Outbox>();

    [Fact]
    public async Task One_decision_made_twice_is_one_mail()
    {
        var (tenant, email) = await app.TenantAsync();
        await PostAsync(tenant, new(tenant, $"once:{tenant}", email, Bad));
        await PostAsync(tenant, new(tenant, $"once:{tenant}", email, Bad));

        Assert.Single(await MailsAsync(tenant));
    }

    [Fact]
    public async Task Of_one_moment_only_the_last_word_is_said()
    {
        var (tenant, email) = await app.TenantAsync();
        await using var db = app.Databases.ForTenant(tenant);
        await Outbox.PostAsync(db, new(tenant, $"bad:{tenant}", email, Bad, $"matter:{tenant}"), Ct);
        await Outbox.PostAsync(db, new(tenant, $"good:{tenant}", email, Good, $"matter:{tenant}"), Ct);
        await db.SaveChangesAsync(Ct);

        Assert.Equal(Good.Subject, Assert.Single(await MailsAsync(tenant)).Subject);
    }

    [Fact]
    public async Task Good_news_about_what_nobody_was_told_of_is_not_sent()
    {
        var (tenant, email) = await app.TenantAsync();
        await using var db = app.Databases.ForTenant(tenant);
        await Outbox.PostAsync(db, new(tenant, $"bad:{tenant}", email, Bad, $"matter:{tenant}"), Ct);
        await Outbox.PostAsync(db, new(tenant, $"good:{tenant}", email, Good, $"matter:{tenant}", OnlyIfTold: true), Ct);
        await db.SaveChangesAsync(Ct);

        Assert.Empty(await MailsAsync(tenant));
    }

    [Fact]
    public async Task Good_news_follows_bad_news_that_has_left()
    {
        var (tenant, email) = await app.TenantAsync();
        await PostAsync(tenant, new(tenant, $"bad:{tenant}", email, Bad, $"matter:{tenant}"));
        await Eventually.BecomesAsync("the bad news has left", async () => (await MailsAsync(tenant)).All(mail => mail.SentAt is not null));
        await PostAsync(tenant, new(tenant, $"good:{tenant}", email, Good, $"matter:{tenant}", OnlyIfTold: true));

        Assert.Equal([Bad.Subject, Good.Subject], (await MailsAsync(tenant)).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task A_tenants_mails_go_to_the_contacts_it_named_else_to_who_manages_its_billing()
    {
        var (tenant, email) = await app.TenantAsync();
        await using (var db = app.Databases.ForTenant(tenant))
            Assert.Equal([email], await TenantMails.RecipientsAsync(db, tenant, Ct));

        await using (var db = app.Databases.ForTenant(tenant))
        {
            db.BillingContacts.Add(Contact(tenant, "second@example.test", primary: false));
            db.BillingContacts.Add(Contact(tenant, "books@example.test", primary: true));
            await db.SaveChangesAsync(Ct);
            Assert.Equal(["books@example.test", "second@example.test"], await TenantMails.RecipientsAsync(db, tenant, Ct));
        }
    }

    private BillingContact Contact(Guid tenant, string email, bool primary) =>
        new() { Id = Guid.NewGuid(), TenantId = tenant, Email = email, IsPrimary = primary, CreatedAt = app.Clock.GetUtcNow() };

    private async Task PostAsync(Guid tenant, MailOrder order)
    {
        await using var db = app.Databases.ForTenant(tenant);
        await Outbox.PostAsync(db, order, Ct);
        await db.SaveChangesAsync(Ct);
    }

    private async Task<List<OutboxMail>> MailsAsync(Guid tenant)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return await db.OutboxMails.AsNoTracking()
            .Where(mail => mail.TenantId == tenant && mail.WithdrawnAt == null && !mail.Key.StartsWith("welcome")).OrderBy(mail => mail.Id).ToListAsync(Ct);
    }
}

public sealed class OutboxTestsOnSqlite(DashboardApp app) : OutboxTests(app);

public sealed class OutboxTestsOnPostgres(DashboardAppOnPostgres app) : OutboxTests(app.Needed);
