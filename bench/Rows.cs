using Microsoft.Data.Sqlite;

namespace PenguinMails.Bench;

/// <summary>Events put into the inbox by themselves, as if they had been delivered long ago.</summary>
internal static class Rows
{
    public static void Insert(SqliteConnection connection, int count, Func<int, string> customer, bool processed)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO webhook_events (event_id, type, stripe_customer_id, payload, received_at, processed_at, next_attempt_at, attempts)
            VALUES ($id, 'customer.updated', $customer, $payload, '2026-01-01 00:00:00', $processed, '2026-01-01 00:00:00', 0)
            """;
        var id = command.Parameters.Add("$id", SqliteType.Text);
        var who = command.Parameters.Add("$customer", SqliteType.Text);
        var payload = command.Parameters.Add("$payload", SqliteType.Text);
        command.Parameters.AddWithValue("$processed", processed ? "2026-01-01 00:00:01" : DBNull.Value);
        for (var i = 0; i < count; i++)
        {
            id.Value = $"evt_{Guid.NewGuid():N}";
            who.Value = customer(i);
            payload.Value = Load.Body(customer(i));
            command.ExecuteNonQuery();
        }
    }
}
