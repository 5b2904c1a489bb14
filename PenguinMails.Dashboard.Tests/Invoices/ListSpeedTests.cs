using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Tests.Harness;
using TestContext = Xunit.TestContext;
using PenguinMails.Dashboard.Tests.Invoices.Pages;

namespace PenguinMails.Dashboard.Tests.Invoices;

/// <summary>A tenant with thousands of invoices waits no longer for the first page than one with fifty.</summary>
public abstract class ListSpeedTests(DashboardApp app)
{
    private const int Few = 50;
    private const int Many = 5_000;
    private const int Rounds = 21;
    private const int Attempts = 3;
    private const double Limit = 1.2;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_page_renders_as_fast_with_5000_invoices_as_with_50()
    {
        var (few, many) = (await WithInvoicesAsync(Few), await WithInvoicesAsync(Many));
        await SettleAsync();
        var ratios = new List<double>();
        // What makes the list slow makes it slow each time; what else the machine does, does not.
        while (ratios.Count < Attempts && ratios.LastOrDefault(Limit) >= Limit)
            ratios.Add(await RatioAsync(few, many));

        TestContext.Current.TestOutputHelper?.WriteLine($"First page, {Many} invoices to {Few}: {string.Join(", ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture)))}");
        Assert.True(ratios[^1] < Limit, $"With {Many} invoices the first page takes {ratios[^1]:0.00} times as long as with {Few}.");
    }

    private async Task<double> RatioAsync(Caller few, Caller many)
    {
        // Taken in turns, so that whatever else the machine does meets both; the first round warms up.
        var times = new Dictionary<Caller, List<double>> { [few] = [], [many] = [] };
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var caller in round % 2 == 0 ? new[] { few, many } : [many, few])
                times[caller].Add(await RenderFirstPageAsync(caller));
        }

        return Median(times[many].Skip(1)) / Median(times[few].Skip(1));
    }

    [Fact]
    public async Task The_first_page_is_read_from_the_index()
    {
        var caller = await WithInvoicesAsync(Many);
        await WithInvoicesAsync(Many);
        await SettleAsync();
        await using var db = app.Databases.ForTenant(caller.OwnTenant);
        var invoices = new InvoiceFilter().Of(db, caller).AsNoTracking();

        var page = await PlanAsync(db.Database.GetDbConnection(), invoices.InOrder(InvoiceSort.Date, descending: true).Take(25));

        Assert.Contains("ix_invoices_tenant_id_created_at_id_status", page, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", page, StringComparison.Ordinal);
    }

    // As the circuit does it: from the page's first drawing to its rows.
    private async Task<double> RenderFirstPageAsync(Caller caller)
    {
        await using var page = new InvoicesPageDrawn(app, caller);
        var watch = Stopwatch.StartNew();
        await page.FirstPageAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    private async Task<Caller> WithInvoicesAsync(int count)
    {
        var (tenant, _) = await app.TenantAsync();
        await app.InvoicesAsync(tenant, count);
        return CallerGiven.Of(tenant, Role.Owner);
    }

    private async Task SettleAsync()
    {
        await using var db = app.Databases.ForPlatform();
        // What each database does by itself sooner or later.
        await db.Database.ExecuteSqlRawAsync("ANALYZE invoices", Ct);
    }

    private static async Task<string> PlanAsync(DbConnection connection, IQueryable<Invoice> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = (connection.GetType().Name.StartsWith("Sqlite", StringComparison.Ordinal) ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        await command.Connection!.OpenAsync(Ct);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var plan = new List<string>();
        while (await reader.ReadAsync(Ct))
            plan.Add(reader.GetValue(reader.FieldCount - 1).ToString()!);
        return string.Join("\n", plan);
    }

    private static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

public sealed class ListSpeedTestsOnSqlite(DashboardApp app) : ListSpeedTests(app);

public sealed class ListSpeedTestsOnPostgres(DashboardAppOnPostgres app) : ListSpeedTests(app.Needed);
