namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>Pending deliveries: one row an event and endpoint, kept until the endpoint took it or Stripe would have given up.</summary>
internal static class Deliveries
{
    public const string Kind = "_delivery";

    /// <summary>Seconds at first so that a person need not wait, hours later; given up after three days as Stripe does.</summary>
    private static readonly int[] Backoff = [5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 12 * 3600, 12 * 3600, 12 * 3600, 12 * 3600];

    public static JsonObject Plan(UnitOfWork w, string evt, string endpoint, long at) => w.Add(new JsonObject
    {
        ["id"] = $"_dlv_{Ids.Random(16)}",
        ["object"] = Kind,
        ["event"] = evt,
        ["endpoint"] = endpoint,
        ["attempts"] = 0L,
        ["next_at"] = at,
    });

    public static long? NextDue(UnitOfWork w) => w.All(Kind).Select(d => (long?)d.Int("next_at")).Min();

    public static void Record(UnitOfWork w, string deliveryId, int status, long now)
    {
        if (w.Find(deliveryId) is not { } delivery)
            return;
        var evt = w.Find(delivery.Str("event"));
        Log(evt, delivery, status, now);
        var attempts = delivery.Int("attempts") + 1;
        var success = status is >= 200 and < 300;
        if (success && evt is not null)
            evt["pending_webhooks"] = Math.Max(0, evt.Int("pending_webhooks") - 1);
        WebhookEndpoints.Note(w, delivery.Text("endpoint"), success, now);
        if (success || attempts > Backoff.Length)
        {
            w.Remove(delivery);
            return;
        }
        delivery["attempts"] = attempts;
        delivery["next_at"] = now + Backoff[attempts - 1];
    }

    private static void Log(JsonObject? evt, JsonObject delivery, int status, long now)
    {
        if (evt is null)
            return;
        if (evt["_attempts"] is not JsonArray log)
            evt["_attempts"] = log = [];
        log.Add(new JsonObject { ["at"] = now, ["endpoint"] = delivery.Str("endpoint"), ["status"] = (long)status });
    }
}
