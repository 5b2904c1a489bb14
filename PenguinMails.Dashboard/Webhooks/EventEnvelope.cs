using System.Text.Json;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// What an event says it is about, read from the raw JSON. Ids stand in the same places in every version of Stripe's API that
/// this product meets; typed fields of an older version would be silently wrong.
/// </summary>
internal sealed record EventEnvelope(
    string Id, string Type, string? ApiVersion, bool? LiveMode, string? ObjectId, string? CustomerId, string? InvoiceId, string? PaymentIntentId, string? Account)
{
    /// <summary>The envelope, or null for a body that is no event.</summary>
    public static EventEnvelope? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind is JsonValueKind.Object && Text(root, "id") is { } id && Text(root, "type") is { } type ? Read(root, id, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static EventEnvelope Read(JsonElement root, string id, string type)
    {
        var subject = root.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
            && data.TryGetProperty("object", out var found) && found.ValueKind is JsonValueKind.Object ? found : default;
        var kind = Text(subject, "object");
        var objectId = Text(subject, "id");
        return new EventEnvelope(
            id,
            type,
            Text(root, "api_version"),
            root.TryGetProperty("livemode", out var live) && live.ValueKind is JsonValueKind.True or JsonValueKind.False ? live.GetBoolean() : null,
            objectId,
            kind is "customer" ? objectId : Text(subject, "customer") ?? FormerCustomer(data),
            kind is "invoice" ? objectId : Text(subject, "invoice") ?? Text(subject, "latest_invoice"),
            kind is "payment_intent" ? objectId : Text(subject, "payment_intent"),
            Text(root, "account"));
    }

    // A payment method that was detached names its customer only as what it was.
    private static string? FormerCustomer(JsonElement data) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty("previous_attributes", out var former) ? Text(former, "customer") : null;

    // A reference is an id, or the object itself where it was expanded.
    private static string? Text(JsonElement parent, string name)
    {
        if (parent.ValueKind is not JsonValueKind.Object || !parent.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => Storable(value),
            JsonValueKind.Object => Text(value, "id"),
            _ => null,
        };
    }

    // JSON may hold what a database's text may not: the character U+0000, and halves of characters. What is stored must be
    // refused by neither, or the delivery, and those that are written with it, would come again for ever.
    private static string Storable(JsonElement text)
    {
        try
        {
            return text.GetString()!.Replace('\0', '\uFFFD');
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText().Trim('"');
        }
    }
}
