namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a tenant used in the running period.</summary>
public sealed record UsageCounters(long EmailsSent, int Users, int Workspaces, int Domains);

/// <summary>Who counts stands below this room and registers itself.</summary>
public interface IUsageCounters
{
    Task<UsageCounters> ReadAsync(Guid tenantId, DateTimeOffset periodStart, CancellationToken ct);
}
