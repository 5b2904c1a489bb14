using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PenguinMails.Dashboard.Data;

/// <summary>
/// Writes the character U+0000 as U+FFFD: PostgreSQL refuses it in text, SQLite ends some texts there, and no person types it.
/// A form or a search that holds it finds nothing or is kept legibly, the same on both databases, instead of failing.
/// </summary>
internal sealed class StorableText : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text when text.Contains('\0', StringComparison.Ordinal) => Clean(text),
                IEnumerable<string?> texts when texts.Any(text => text?.Contains('\0', StringComparison.Ordinal) is true) => texts.Select(text => text is null ? null : Clean(text)).ToArray(),
                var other => other,
            };
        }
    }

    private static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
