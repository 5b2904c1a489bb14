namespace PenguinMails.Dashboard.Plans;

/// <summary>What of a plan's limits a tenant fills now.</summary>
public sealed record UsageLevels(long Seats, long Workspaces, long Domains);

/// <summary>Who counts stands below this room and registers itself.</summary>
public interface IUsageLevels
{
    Task<UsageLevels> NowAsync(Guid tenantId, CancellationToken ct);
}
