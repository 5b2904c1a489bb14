using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Bench;

/// <summary>
/// A million usage records taken by the product's own service in batches of a thousand: keys decided, counters rolled up, steps and
/// packs drawn. Against the same rows merely inserted, by the same statement into the same table, a thousand a transaction.
/// </summary>
internal static class Usage
{
    private const int Records = 1_000_000;
    private const int Batch = 1_000;

    public static async Task RunAsync()
    {
        // On PostgreSQL a row by itself is a journey of its own: there is no bare insert to compare with.
        if (Store.PostgresServer is not null)
            return;
        await using var stripe = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" });
        await using var node = new Node();
        // The product makes its tables and its catalogue, and is gone before the clock runs.
        await node.StartAsync(stripe.Url);
        await node.StopAsync();
        await using var services = Services(node, stripe.Url);
        var tenant = await SubscriberAsync(services.GetRequiredService<BillingDbFactory>());
        var now = TimeProvider.System.GetUtcNow();
        await IngestAsync(services, tenant, now, Enumerable.Range(0, 20_000).Select(i => $"warm{i:D8}"));

        Console.WriteLine("usage (SQLite)   records   bare inserts/s   ingested/s   ratio");
        var bare = Records / Bare(node, tenant, now);
        var ingested = Records / await IngestAsync(services, tenant, now, Enumerable.Range(0, Records).Select(i => $"told{i * 7919L % Records:D8}"));
        Console.WriteLine($"               {Records,9:N0}   {bare,14:N0}   {ingested,10:N0}   {ingested / bare,5:N2}");
        await using var db = services.GetRequiredService<BillingDbFactory>().ForTenant(tenant);
        Console.WriteLine($"  counted {await db.UsagePeriods.SumAsync(period => period.EmailsSent):N0} emails in {await db.UsagePeriods.CountAsync()} period, {await db.UsageReports.SumAsync(report => report.Packs):N0} packs to bill");
    }

    private static ServiceProvider Services(Node node, Uri stripe)
    {
        var builder = WebApplication.CreateBuilder(
        [
            "--environment", "Production", "--contentRoot", Node.Root, "--DataDirectory", node.DataDirectory, "--Logging:LogLevel:Default", "Error",
            "--Stripe:SecretKey", "sk_test_bench", "--Stripe:WebhookSecrets:0", Load.Secret, "--Stripe:ApiBase", stripe.ToString().TrimEnd('/'),
        ]);
        Product.Add(builder);
        return builder.Services.BuildServiceProvider();
    }

    private static async Task<double> IngestAsync(ServiceProvider services, Guid tenant, DateTimeOffset now, IEnumerable<string> keys)
    {
        var ingestion = services.GetRequiredService<UsageIngestion>();
        var caller = Product.BillingAdminOf(tenant);
        var batches = keys.Select(key => new UsageEntry(key, UsageMetric.EmailsSent, 1, now)).Chunk(Batch).ToList();
        var clock = Stopwatch.StartNew();
        foreach (var batch in batches)
            await ingestion.IngestAsync(caller, batch, CancellationToken.None);
        return clock.Elapsed.TotalSeconds;
    }

    private static double Bare(Node node, Guid tenant, DateTimeOffset now)
    {
        using var connection = node.Open();
        using (var pragmas = connection.CreateCommand())
        {
            // As durable as the product writes, into a table of the same shape.
            pragmas.CommandText = """
                PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 20000;
                CREATE TABLE bare (tenant_id TEXT NOT NULL, idempotency_key TEXT NOT NULL, metric TEXT NOT NULL, quantity INTEGER NOT NULL, timestamp TEXT NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (tenant_id, idempotency_key));
                CREATE INDEX bare_received_at ON bare (received_at);
                """;
            pragmas.ExecuteNonQuery();
        }

        var keys = Enumerable.Range(0, Records).Select(i => $"bare{i * 7919L % Records:D8}").Chunk(Batch).ToList();
        var clock = Stopwatch.StartNew();
        foreach (var batch in keys)
            Insert(connection, batch, tenant, now);
        return clock.Elapsed.TotalSeconds;
    }

    private static void Insert(DbConnection connection, string[] keys, Guid tenant, DateTimeOffset now)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO bare VALUES (@tenant, @key, @metric, @quantity, @at, @now)";
        Rows.Add(command, "@tenant", tenant);
        Rows.Add(command, "@now", now.UtcDateTime);
        Rows.Add(command, "@metric", nameof(UsageMetric.EmailsSent));
        Rows.Add(command, "@quantity", 1L);
        Rows.Add(command, "@at", now.UtcDateTime);
        var key = Rows.Add(command, "@key", "");
        foreach (var one in keys)
        {
            key.Value = one;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static async Task<Guid> SubscriberAsync(BillingDbFactory databases)
    {
        var (tenant, now) = (Guid.NewGuid(), TimeProvider.System.GetUtcNow());
        await using var db = databases.ForPlatform();
        db.Tenants.Add(new Tenant { Id = tenant, Name = "Bench", CreatedAt = now });
        db.TenantSubscriptions.Add(new()
        {
            Id = Guid.NewGuid(),
            TenantId = tenant,
            StripeCustomerId = "cus_bench",
            StripeSubscriptionId = "sub_bench",
            PlanId = "professional",
            Status = "active",
            CreatedAt = now.AddDays(-9),
            UpdatedAt = now,
            CurrentPeriodStart = now.AddDays(-9),
            CurrentPeriodEnd = now.AddDays(-9).AddMonths(1),
        });
        await db.SaveChangesAsync();
        return tenant;
    }
}
