using System.Data.Common;

namespace PenguinMails.Bench;

/// <summary>Rows put into the database by themselves, as if they had come long ago.</summary>
internal static class Rows
{
    private static readonly DateTime LongAgo = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void Events(DbTransaction transaction, int count, Func<int, string> customer, bool processed)
    {
        using var command = Command(transaction, """
            INSERT INTO webhook_events (event_id, type, stripe_customer_id, payload, received_at, processed_at, next_attempt_at, attempts)
            VALUES (@id, 'customer.updated', @customer, @payload, @at, @processed, @at, 0)
            """);
        var id = Add(command, "@id", "");
        var who = Add(command, "@customer", "");
        var payload = Add(command, "@payload", "");
        Add(command, "@at", LongAgo);
        Add(command, "@processed", processed ? LongAgo.AddSeconds(1) : DBNull.Value).DbType = System.Data.DbType.DateTime;
        for (var i = 0; i < count; i++)
        {
            id.Value = $"evt_{Guid.CreateVersion7():N}";
            who.Value = customer(i);
            payload.Value = Load.Body(customer(i));
            command.ExecuteNonQuery();
        }
    }

    /// <summary>A tenant that owns a customer of Stripe's.</summary>
    public static void Tenant(DbTransaction transaction, string customer)
    {
        using var command = Command(transaction, """
            INSERT INTO tenants (id, name, created_at) VALUES (@id, @customer, @at);
            INSERT INTO billing_customers (tenant_id, stripe_customer_id, created_at) VALUES (@id, @customer, @at);
            """);
        Add(command, "@id", Guid.NewGuid());
        Add(command, "@customer", customer);
        Add(command, "@at", LongAgo);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The callers' own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
