using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Ingestion;

/// <summary>Takes what other services report: each key is counted once, whatever is sent again, in one transaction a batch.</summary>
internal sealed class UsageIngestion(UsageTurns turns, IOptions<UsageOptions> options)
{
    public async Task<UsageOutcome> IngestAsync(Caller caller, IReadOnlyList<UsageEntry> batch, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new UsageOutcome.NotAllowed();
        return new UsageOutcome.Done(await turns.TakeAsync(caller.OwnTenant, turn => CountAsync(turn, batch, ct), ct));
    }

    private async Task<IReadOnlyList<UsageResult>> CountAsync(UsageTurn turn, IReadOnlyList<UsageEntry> batch, CancellationToken ct)
    {
        var first = new Dictionary<string, UsageEntry>(batch.Count, StringComparer.Ordinal);
        foreach (var entry in batch)
            first.TryAdd(entry.IdempotencyKey, entry);
        var placement = new UsagePlacement(turn.Book, turn.Now, options.Value.AcceptLateFor);
        var placed = first.Values.Where(entry => placement.Refusal(entry.Timestamp) is null).ToList();

        var written = placed.Count == 0
            ? new HashSet<string>()
            : await UsageInsert.RunAsync(turn.Db.Database.CurrentTransaction!.GetDbTransaction(), turn.TenantId, placed, turn.Now, ct);
        foreach (var entry in placed.Where(entry => written.Contains(entry.IdempotencyKey)))
            turn.Touch(placement.SpanOf(entry.Timestamp)).Take(entry.Metric, entry.Quantity, entry.Timestamp);

        var known = written.Count == first.Count ? [] : await KnownAsync(turn, first.Keys.Where(key => !written.Contains(key)), ct);
        return [.. batch.Select(entry => Verdict(entry))];

        UsageResult Verdict(UsageEntry entry)
        {
            var before = known.GetValueOrDefault(entry.IdempotencyKey);
            // Of a batch's own records with one key the first counts.
            if (before is null && !ReferenceEquals(first[entry.IdempotencyKey], entry))
                before = first[entry.IdempotencyKey];
            if (before is not null)
                return new UsageResult(entry.IdempotencyKey, before.SaysTheSameAs(entry) ? UsageVerdict.Duplicate : UsageVerdict.Conflict);
            return written.Contains(entry.IdempotencyKey)
                ? new UsageResult(entry.IdempotencyKey, UsageVerdict.Accepted)
                : new UsageResult(entry.IdempotencyKey, UsageVerdict.Rejected, placement.Refusal(entry.Timestamp));
        }
    }

    private static async Task<Dictionary<string, UsageEntry>> KnownAsync(UsageTurn turn, IEnumerable<string> keys, CancellationToken ct)
    {
        var asked = keys.ToList();
        return await turn.Db.UsageRecords.AsNoTracking().Where(record => asked.Contains(record.IdempotencyKey))
            .Select(record => new UsageEntry(record.IdempotencyKey, record.Metric, record.Quantity, record.Timestamp))
            .ToDictionaryAsync(entry => entry.IdempotencyKey, StringComparer.Ordinal, ct);
    }
}
