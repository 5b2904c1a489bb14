using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Usage;

/// <param name="Name">What is counted: "Emails sent".</param>
/// <param name="Limit">Null means unlimited.</param>
public sealed record UsageMeter(string Name, long Used, long? Limit)
{
    /// <summary>0 to 100; an unlimited meter stays at 0.</summary>
    public int Percent => Limit is { } limit ? limit == 0 ? 100 : (int)Math.Min(100, Used * 100 / limit) : 0;
}

/// <summary>The counters of the running period.</summary>
public sealed class UsageReader(BillingDbFactory databases)
{
    public async Task<IReadOnlyList<UsageMeter>> ReadAsync(Caller caller, Plan plan, DateTimeOffset periodStart, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var period = await db.UsagePeriods.AsNoTracking().SingleOrDefaultAsync(period => period.PeriodStart == periodStart, ct);
        return
        [
            new UsageMeter("Emails sent", period?.EmailsSent ?? 0, plan.EmailsPerMonth),
            new UsageMeter("Seats", period?.Seats ?? 0, plan.Seats),
            new UsageMeter("Workspaces", period?.Workspaces ?? 0, plan.Workspaces),
            new UsageMeter("Domains", period?.Domains ?? 0, plan.Domains),
        ];
    }
}
