using System.Security.Claims;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Usage;

/// <summary>What the browser follows from the usage page: the history as a file.</summary>
internal static class UsageFiles
{
    public static void Map(WebApplication app) => app.MapGet("/usage/export.csv", CsvAsync).RequireAuthorization(Policies.Tenant);

    private static async Task<CsvFile<UsageMonth>> CsvAsync(ClaimsPrincipal principal, UsageReader reader, CancellationToken ct)
    {
        var view = await reader.ReadAsync(Caller.From(principal)!, ct);
        return new CsvFile<UsageMonth>("usage", view.History.Reverse().ToAsyncEnumerable(), UsageColumns.All);
    }
}
