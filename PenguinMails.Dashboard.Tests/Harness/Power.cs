using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>
/// A node's life, which can end before or after any statement: nothing that it does from then on reaches the database or a
/// caller, as if it had died there. What it was in the middle of is rolled back, as databases do for clients that are gone.
/// </summary>
internal sealed class Power : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor, IStartupFilter
{
    private int _left = int.MaxValue;

    public bool IsOut => Volatile.Read(ref _left) < 0;

    /// <summary>It goes out so many steps from now.</summary>
    public void CutAfter(int steps) => Volatile.Write(ref _left, steps);

    public void Cut() => CutAfter(-1);

    /// <summary>Who asked a node that died gets no answer, whatever became of the question.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            try
            {
                await rest(http);
            }
            finally
            {
                if (IsOut)
                    http.Abort();
            }
        });
        next(app);
    };

    private void Step()
    {
        if (Interlocked.Decrement(ref _left) < 0)
            throw new PowerIsOutException();
    }

    private T Step<T>(T result)
    {
        Step();
        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Step(result);

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Step(result);

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Step(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Step(result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Step(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Step(result));

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => Step(result);

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step(result));

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) => Step(result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(Step(result));

    // Committed, and dead before it could know.
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Step();

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Step();
        return Task.CompletedTask;
    }
}

internal sealed class PowerIsOutException() : DbException("This node is dead.");
