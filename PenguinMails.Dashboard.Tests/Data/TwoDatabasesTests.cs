using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Data;

/// <summary>What both databases do alike, where left alone they would not.</summary>
public abstract class TwoDatabasesTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instant_is_read_as_it_was_written_to_the_microsecond()
    {
        var written = new DateTimeOffset(2026, 3, 1, 12, 34, 56, TimeSpan.FromHours(5)).AddTicks(1_234_567);
        var tenant = await TenantAsync("Instant", written);

        await using var db = app.Databases.ForPlatform();
        var read = await db.Tenants.AsNoTracking().SingleAsync(row => row.Id == tenant, Ct);
        Assert.Equal((written.UtcTicks - 7, TimeSpan.Zero), (read.CreatedAt.UtcTicks, read.CreatedAt.Offset));
        Assert.True(await db.Tenants.AnyAsync(row => row.Id == tenant && row.CreatedAt == written, Ct));
        Assert.False(await db.Tenants.AnyAsync(row => row.Id == tenant && row.CreatedAt < written, Ct));
    }

    [Theory]
    [InlineData("PENGUIN", true)]
    [InlineData("tours", true)]
    [InlineData("100%_", true)]
    [InlineData("0\\%", false)]
    [InlineData("100_%", false)]
    [InlineData("penguin tours ltd", false)]
    public async Task A_part_of_a_name_is_found_whatever_its_capitals(string part, bool found)
    {
        var tenant = await TenantAsync("Penguin Tours 100%_", DateTimeOffset.UnixEpoch);
        var pattern = TextSearch.Part(part);

        await using var db = app.Databases.ForPlatform();
        Assert.Equal(found, await db.Tenants.AnyAsync(row => row.Id == tenant && TextSearch.IsLike(row.Name, pattern), Ct));
    }

    [Fact]
    public async Task A_sentence_from_outside_may_be_of_any_length()
    {
        await using var db = app.Databases.ForPlatform();
        var mail = Mail(Guid.NewGuid().ToString());
        mail.LastError = new string('x', 10_000);
        db.OutboxMails.Add(mail);

        Assert.Equal(1, await db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task The_roles_check_holds()
    {
        await using var db = app.Databases.ForPlatform();
        db.Users.Add(new User { Id = Guid.NewGuid(), Role = Role.Member, DisplayName = "No tenant", UserName = AccountGiven.NewEmail() });

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Rows_that_are_due_are_claimed_once_each_by_workers_at_once()
    {
        var key = $"claim:{Guid.NewGuid()}:";
        await using (var db = app.Databases.ForPlatform())
        {
            db.OutboxMails.AddRange(Enumerable.Range(0, 30).Select(i => Mail($"{key}{i}")));
            await db.SaveChangesAsync(Ct);
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ClaimAllAsync(key), Ct)));

        var all = claimed.SelectMany(some => some).ToList();
        Assert.Equal(30, all.Distinct().Count());
        Assert.Equal(30, all.Count);
    }

    private async Task<List<string>> ClaimAllAsync(string key)
    {
        var mine = new List<string>();
        await using var db = app.Databases.ForPlatform();
        var now = app.Clock.GetUtcNow();
        var due = db.OutboxMails.Where(mail => mail.Key.StartsWith(key) && mail.NextAttemptAt <= now).OrderBy(mail => mail.Id);
        while (await db.ClaimAsync(due, mail => mail.NextAttemptAt = now.AddMinutes(1), Ct) is { } mail)
            mine.Add(mail.Key);
        return mine;
    }

    private async Task<Guid> TenantAsync(string name, DateTimeOffset createdAt)
    {
        await using var db = app.Databases.ForPlatform();
        var tenant = new Tenant { Id = Guid.NewGuid(), Name = name, CreatedAt = createdAt };
        db.Tenants.Add(tenant);
        await db.SaveChangesAsync(Ct);
        return tenant.Id;
    }

    private static OutboxMail Mail(string key) => new()
    {
        Key = key,
        Kind = "",
        // Not for the application's own sender, which would take them too.
        WithdrawnAt = DateTimeOffset.UnixEpoch,
        To = "somebody@example.test",
        Subject = "Subject",
        Html = "",
        Text = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
        NextAttemptAt = DateTimeOffset.UnixEpoch,
    };
}

public sealed class TwoDatabasesTestsOnSqlite(DashboardApp app) : TwoDatabasesTests(app);

public sealed class TwoDatabasesTestsOnPostgres(DashboardAppOnPostgres app) : TwoDatabasesTests(app.Needed);
