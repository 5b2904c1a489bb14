using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Data;

/// <summary>One tenant's context holds nothing of another's.</summary>
public abstract class TenantIsolationTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_context_of_one_tenant_neither_sees_nor_writes_anothers_rows()
    {
        var (acme, globex) = (await app.DemoTenantAsync("Acme"), await app.DemoTenantAsync("Globex"));
        await using var db = app.Databases.ForTenant(acme);

        Assert.Empty(await db.TenantSubscriptions.Where(row => row.TenantId == globex).ToListAsync(Ct));
        Assert.Empty(await db.Payments.Where(row => row.TenantId == globex).ToListAsync(Ct));
        Assert.Empty(await db.AuditEntries.Where(row => row.TenantId == globex).ToListAsync(Ct));

        db.Record(globex, DateTimeOffset.UnixEpoch, "Mallory", "Forged");
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Every_table_that_names_a_tenant_is_under_the_filter()
    {
        await using var db = app.Databases.ForNobody();

        var open = db.Model.GetEntityTypes()
            .Where(type => type.FindProperty("TenantId") is not null && !type.ClrType.IsAssignableTo(typeof(ITenantOwned)))
            .Select(type => type.ClrType.Name);

        // People sign in before their tenant is known, and the outbox is the mail worker's alone.
        Assert.Equal(["OutboxMail", "User"], open.Order());
    }
}

public sealed class TenantIsolationTestsOnSqlite(BillingApp app) : TenantIsolationTests(app);

public sealed class TenantIsolationTestsOnPostgres(BillingAppOnPostgres app) : TenantIsolationTests(app.Needed);
