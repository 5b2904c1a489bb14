using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Writes down what became of waiting events.</summary>
internal sealed class InboxMarks(BillingDbFactory databases, TimeProvider time)
{
    public const int MostAttempts = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>In the caller's transaction: the mark is kept together with the work it stands for.</summary>
    public Task DoneAsync(BillingDb db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return Waiting(db, ids).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProcessedAt, now), ct);
    }

    public async Task IgnoredAsync(IReadOnlyCollection<long> ids, string why, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var now = time.GetUtcNow();
        await Waiting(db, ids).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProcessedAt, now).SetProperty(row => row.IgnoredBecause, why), ct);
    }

    /// <summary>For Stripe's trouble, which is not the events': they wait, and none of their tries is spent.</summary>
    public async Task PostponedAsync(IReadOnlyCollection<long> ids, TimeSpan pause, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var at = time.GetUtcNow() + Jittered(pause);
        await Waiting(db, ids).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, at), ct);
    }

    /// <summary>One try more has failed; after the last one the events are dead, until an operator replays them.</summary>
    public async Task FailedAsync(IReadOnlyCollection<long> ids, Exception error, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var now = time.GetUtcNow();
        foreach (var row in await Waiting(db, ids).ToListAsync(ct))
        {
            row.Attempts++;
            row.LastError = $"{error.GetType().Name}: {error.Message}";
            row.NextAttemptAt = now + PauseAfter(row.Attempts);
            if (row.Attempts >= MostAttempts)
                row.DeadAt = now;
        }

        await db.SaveChangesAsync(ct);
    }

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, attempts - 1);
        return Jittered(pause < LongestPause ? pause : LongestPause);
    }

    // Up to a quarter more, so that what failed together does not come back together.
    private static TimeSpan Jittered(TimeSpan pause) => pause * (1 + Random.Shared.NextDouble() / 4);

    private static IQueryable<WebhookEvent> Waiting(BillingDb db, IReadOnlyCollection<long> ids) =>
        db.WebhookEvents.Where(row => ids.Contains(row.Id) && row.ProcessedAt == null && row.DeadAt == null);
}
