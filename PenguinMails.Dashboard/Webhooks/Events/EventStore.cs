using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks.Events;

/// <summary>Reads the inbox for operators. Who may, is the asking room's to check.</summary>
internal sealed class EventStore(BillingDbFactory databases)
{
    // Counting further would read the whole table for a figure that nobody needs.
    private const int MostCounted = 10_000;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<EventLines> ListAsync(EventQuery query, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var rows = Filter(db.WebhookEvents.AsNoTracking(), query);
        var total = await rows.Take(MostCounted).CountAsync(ct);
        var page = await rows.OrderByDescending(row => row.Id).Skip(query.Skip).Take(query.Take)
            .Select(row => new
            {
                row.Id, row.EventId, row.Type, row.StripeCustomerId, row.ReceivedAt, row.ProcessedAt, row.DeadAt, row.IgnoredBecause, row.Attempts,
                Found = db.FoundEvents.Any(found => found.EventId == row.EventId),
            }).ToListAsync(ct);
        return new EventLines(
            [.. page.Select(row => new EventLine(
                row.Id, row.EventId, row.Type, row.StripeCustomerId, row.ReceivedAt, row.ProcessedAt,
                StateOf(row.IgnoredBecause, row.ProcessedAt, row.DeadAt, row.Attempts), row.Attempts, row.Found))],
            total);
    }

    public async Task<EventFile?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        if (await db.WebhookEvents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } row)
            return null;
        var found = await db.FoundEvents.AnyAsync(one => one.EventId == row.EventId, ct);
        var line = new EventLine(
            row.Id, row.EventId, row.Type, row.StripeCustomerId, row.ReceivedAt, row.ProcessedAt,
            StateOf(row.IgnoredBecause, row.ProcessedAt, row.DeadAt, row.Attempts), row.Attempts, found);
        var tenant = await db.BillingCustomers.Where(customer => customer.StripeCustomerId == row.StripeCustomerId).Select(customer => (Guid?)customer.TenantId).SingleOrDefaultAsync(ct);
        return new EventFile(line, row.ApiVersion, row.ObjectId, row.IgnoredBecause, row.DeadAt, row.NextAttemptAt, row.LastError, found, tenant, Pretty(row.Payload));
    }

    private static IQueryable<WebhookEvent> Filter(IQueryable<WebhookEvent> rows, EventQuery query)
    {
        rows = query.Status switch
        {
            EventState.Waiting => rows.Where(row => row.ProcessedAt == null && row.DeadAt == null),
            EventState.Failing => rows.Where(row => row.ProcessedAt == null && row.DeadAt == null && row.Attempts > 0),
            EventState.Dead => rows.Where(row => row.DeadAt != null && row.ProcessedAt == null),
            EventState.Done => rows.Where(row => row.ProcessedAt != null && row.IgnoredBecause == null),
            EventState.Ignored => rows.Where(row => row.IgnoredBecause != null),
            _ => rows,
        };
        if (query.Type?.Trim() is { Length: > 0 } type)
            rows = rows.Where(row => row.Type.StartsWith(type));
        if (query.Id?.Trim() is { Length: > 0 } id)
            rows = rows.Where(row => row.StripeCustomerId == id || row.ObjectId == id || row.EventId == id);
        return rows;
    }

    private static EventState StateOf(string? ignored, DateTimeOffset? processed, DateTimeOffset? dead, int attempts) => (ignored, processed, dead, attempts) switch
    {
        (not null, _, _, _) => EventState.Ignored,
        (_, not null, _, _) => EventState.Done,
        (_, _, not null, _) => EventState.Dead,
        (_, _, _, > 0) => EventState.Failing,
        _ => EventState.Waiting,
    };

    private static string? Pretty(string payload)
    {
        if (payload.Length == 0)
            return null;
        try
        {
            using var json = JsonDocument.Parse(payload);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return payload;
        }
    }
}
