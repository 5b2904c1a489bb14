using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Data;

public abstract class StorableTextTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_with_the_character_zero_is_kept_legibly_and_found_by_what_was_typed()
    {
        var typed = $"North\0wind {Guid.NewGuid()}";
        var id = Guid.NewGuid();
        await using var db = app.Databases.ForTenant(id);
        db.Tenants.Add(new Tenant { Id = id, Name = typed, CreatedAt = app.Clock.GetUtcNow() });
        await db.SaveChangesAsync(Ct);

        string[] several = ["nobody", typed];
        Assert.Equal(typed.Replace('\0', '\uFFFD'), await db.Tenants.Where(tenant => tenant.Name == typed).Select(tenant => tenant.Name).SingleAsync(Ct));
        Assert.Equal(1, await db.Tenants.CountAsync(tenant => several.Contains(tenant.Name), Ct));
        Assert.Equal(1, await db.Tenants.Where(tenant => tenant.Name.StartsWith(typed)).ExecuteUpdateAsync(set => set.SetProperty(tenant => tenant.Name, "\0"), Ct));
    }
}

public sealed class StorableTextTestsOnSqlite(DashboardApp app) : StorableTextTests(app);

public sealed class StorableTextTestsOnPostgres(DashboardAppOnPostgres app) : StorableTextTests(app.Needed);
