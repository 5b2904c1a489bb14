using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// Writes events that are not known yet, in one statement: the unique event id decides, so two nodes may write the same event at
/// the same time. Both databases speak this SQL.
/// </summary>
internal static class InboxInsert
{
    private const string Columns = "event_id, type, api_version, stripe_customer_id, object_id, payload, received_at, processed_at, ignored_because, next_attempt_at, attempts";
    private const int ColumnCount = 11;

    public static async Task RunAsync(BillingDb db, IReadOnlyList<WebhookEvent> rows, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Sql(rows.Count);
        foreach (var row in rows)
        {
            foreach (var value in Values(row))
                Add(command, value);
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Sql(int rows)
    {
        var sql = new StringBuilder($"INSERT INTO webhook_events ({Columns}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < ColumnCount; column++)
                sql.Append(column == 0 ? "@p" : ", @p").Append(row * ColumnCount + column);
            sql.Append(')');
        }

        return sql.Append(" ON CONFLICT (event_id) DO NOTHING").ToString();
    }

    private static IEnumerable<object?> Values(WebhookEvent row) =>
    [
        row.EventId, row.Type, row.ApiVersion, row.StripeCustomerId, row.ObjectId, row.Payload,
        row.ReceivedAt.UtcDateTime, row.ProcessedAt?.UtcDateTime, row.IgnoredBecause, row.NextAttemptAt.UtcDateTime, row.Attempts,
    ];

    private static void Add(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
