namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>One delivery, ready to be sent; at an event's first, also the event in the sandbox's own version for the trace.</summary>
internal sealed record Parcel(Uri Url, string Payload, long Timestamp, string[] Secrets, string? FirstSeen)
{
    public string Signature => WebhookSignature.Of(Payload, Timestamp, Secrets);

    public static Parcel? Of(UnitOfWork w, string deliveryId)
    {
        if (w.Find(deliveryId) is not { } delivery)
            return null;
        if (w.Find(delivery.Str("event")) is not { } evt || w.Find(delivery.Str("endpoint")) is not { } endpoint || endpoint.Str("status") != "enabled")
        {
            w.Remove(delivery);
            return null;
        }
        var version = w.Sandbox.DeliveryFaults.ApiVersion ?? endpoint.Str("api_version");
        return new Parcel(new Uri(endpoint.Text("url")), EventPayload.Of(w, evt, version), w.Now,
            [.. WebhookEndpoints.Secrets(endpoint, w.Now)],
            delivery.Int("attempts") == 0 && evt["_attempts"] is null ? EventPayload.Of(w, evt, null) : null);
    }
}
