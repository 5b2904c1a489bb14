namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a tenant used in the running month.</summary>
public sealed record Counters(long EmailsSent, long Users, long Workspaces, long Domains)
{
    public static readonly Counters None = new(0, 0, 0, 0);
}

/// <summary>Who counts stands below this room and registers itself.</summary>
public interface IUsageCounters
{
    Task<Counters> ReadAsync(Guid tenantId, CancellationToken ct);
}
