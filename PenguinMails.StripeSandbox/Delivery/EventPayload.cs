using System.Text.Encodings.Web;

namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>The bytes an endpoint gets: indented JSON as Stripe sends it, in the endpoint's API version.</summary>
internal static class EventPayload
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(UnitOfWork w, JsonObject evt, string? version)
    {
        var rendered = new Renderer(w).Render(evt);
        if (version is not null && version != StripeSpec.Instance.Version)
            LegacyEvents.Convert(w, rendered, version);
        return rendered.ToJsonString(Indented);
    }
}
