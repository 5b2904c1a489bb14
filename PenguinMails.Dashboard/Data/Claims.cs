using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PenguinMails.Dashboard.Data;

/// <summary>
/// How a worker takes rows that are due, so that the workers of other nodes take others instead of waiting for it: it locks
/// them, passing over what another node is locking, and puts them off. What a worker leaves behind when it dies falls due again.
/// A claim spreads work; that nothing is done twice, leases and idempotency keys see to.
/// </summary>
internal static class Claims
{
    internal const string Tag = "skip locked";

    /// <summary>For how long a claim keeps others away.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(15);

    /// <summary>What a claim made now puts rows off to, so that its worker finds them and no other does. Where there is one node nothing is put off.</summary>
    public static DateTimeOffset ClaimedUntil(this BillingDb db, DateTimeOffset now) => db.HasOtherNodes ? now + Term : now;

    /// <summary>The rows that nobody is claiming at this moment; nobody else's, then, until the transaction ends.</summary>
    public static IQueryable<T> SkipLocked<T>(this IQueryable<T> rows) => rows.TagWith(Tag);

    /// <summary>Claims the first of <paramref name="due"/>, or null when there is none. <paramref name="putOff"/> makes it due again for when this worker should die.</summary>
    public static async Task<T?> ClaimAsync<T>(this BillingDb db, IQueryable<T> due, Action<T> putOff, CancellationToken ct) where T : class
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await due.SkipLocked().FirstOrDefaultAsync(ct);
        if (row is null)
            return null;
        putOff(row);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return row;
    }
}

/// <summary>Says in PostgreSQL's words what <see cref="Claims.SkipLocked"/> asks for. SQLite has one writer at a time: its claims need no more than their transaction.</summary>
internal sealed class SkipLockedRows : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        LockTagged(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        LockTagged(command);
        return ValueTask.FromResult(result);
    }

    private static void LockTagged(DbCommand command)
    {
        // EF writes tags as comments in front of the query.
        if (command.CommandText.StartsWith($"-- {Claims.Tag}", StringComparison.Ordinal))
#pragma warning disable CA2100 // No input: EF's own text and three words.
            command.CommandText += "\nFOR UPDATE SKIP LOCKED";
#pragma warning restore CA2100
    }
}
