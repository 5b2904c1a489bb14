using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>What the nodes of one product share, and what outlives them: a Stripe account and a database.</summary>
internal sealed class CommonGround : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("penguin-");
    private readonly string? _postgres;

    private CommonGround(StripeSandboxHost stripe, string? postgres)
    {
        (Stripe, _postgres) = (stripe, postgres);
        Databases = new BillingDbFactory(OpenDatabase);
    }

    public StripeSandboxHost Stripe { get; }

    public string Connection => _postgres ?? $"Data Source={Path.Combine(_folder.FullName, "billing.db")}";

    /// <summary>The database without any node in between.</summary>
    public BillingDbFactory Databases { get; }

    /// <summary>On SQLite; the first node makes the tables.</summary>
    public static async Task<CommonGround> OnSqliteAsync() => new(await StartStripeAsync(), postgres: null);

    public static async Task<CommonGround> OnPostgresAsync()
    {
        var database = await Postgres.NewDatabaseAsync();
        return new(await StartStripeAsync(), Postgres.Need(database, database));
    }

    /// <summary>Makes the Stripe customer a tenant of ours, as if it had bought here.</summary>
    public async Task<Guid> AdoptAsync(string customer)
    {
        var (tenant, now) = (Guid.NewGuid(), Stripe.Clock.GetUtcNow());
        await using var db = Databases.ForTenant(tenant);
        db.Tenants.Add(new Tenant { Id = tenant, Name = customer, CreatedAt = now });
        db.BillingContacts.Add(new BillingContact { Id = Guid.NewGuid(), TenantId = tenant, Email = AccountGiven.NewEmail(), IsPrimary = true, CreatedAt = now });
        db.BillingCustomers.Add(new BillingCustomer { TenantId = tenant, StripeCustomerId = customer, CreatedAt = now });
        await db.SaveChangesAsync();
        return tenant;
    }

    /// <returns>A key by which the tenant asks the REST API.</returns>
    public async Task<string> KeyAsync(Guid tenant)
    {
        var secret = $"{ApiKeys.SecretPrefix}test_{Guid.NewGuid():N}";
        await using var db = Databases.ForTenant(tenant);
        db.ApiKeys.Add(new ApiKey { Id = Guid.NewGuid(), TenantId = tenant, Name = "Test", Prefix = secret[..12], Hash = ApiKeys.Hash(secret), CreatedAt = Stripe.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
        return secret;
    }

    /// <summary>Looks at every tenant's rows.</summary>
    public async Task<T> ReadAsync<T>(Func<BillingDb, Task<T>> look)
    {
        await using var db = Databases.ForPlatform();
        return await look(db);
    }

    // What a dead node had claimed is put off for a term, and then its lease has to run out.
    public Task UntilWorkedOffAsync() => Eventually.BecomesAsync("the inbox is worked off", WorkedOffAsync, within: TimeSpan.FromMinutes(1));

    public Task<bool> WorkedOffAsync() => ReadAsync(async db => !await db.WebhookEvents.AnyAsync(row => row.ProcessedAt == null));

    public async ValueTask DisposeAsync()
    {
        await Stripe.DisposeAsync();
        await Postgres.DropAsync(_postgres);
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    // Apart from this flow of execution, in which an application's own host may be watched for.
    private static Task<StripeSandboxHost> StartStripeAsync()
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(() => StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" }));
    }

    private BillingDb OpenDatabase() => _postgres is null
        ? new SqliteBillingDb(As<SqliteBillingDb>().UseSqlite(Connection).Options)
        : new PostgresBillingDb(As<PostgresBillingDb>().UseNpgsql(Connection).AddInterceptors(new SkipLockedRows()).Options);

    private static DbContextOptionsBuilder<T> As<T>() where T : BillingDb =>
        new DbContextOptionsBuilder<T>().UseSnakeCaseNamingConvention().UseApplicationServiceProvider(DesignTime.Services);
}
