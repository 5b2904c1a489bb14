namespace PenguinMails.StripeSandbox.Control;

internal static class ControlPage
{
    private static readonly string[] Declines = ["generic_decline", "insufficient_funds", "lost_card", "stolen_card", "expired_card", "incorrect_cvc", "processing_error", "card_velocity_exceeded", "authentication_required"];
    private static readonly string[] Deliveries = ["pause", "resume", "duplicate", "reorder", "delay", "drop", "tamper", "replay", "flood"];

    public static IResult Render(UnitOfWork w) => Html.Page("Stripe sandbox", $"""
        <h1>Stripe sandbox</h1>
        <h2>Clock</h2>
        <p><strong>{DateTimeOffset.FromUnixTimeSeconds(w.Now):yyyy-MM-dd HH:mm:ss} UTC</strong></p>
        <div class="inline">
          {Button("clock", "advance", "01:00:00", "One hour on")}
          {Button("clock", "advance", "1.00:00:00", "One day on")}
          {Button("clock", "advance", "7.00:00:00", "One week on")}
          {Button("clock", "to", "next-renewal", "To the next renewal")}
        </div>
        <h2>Faults</h2>
        {Fault("decline", "Decline the next payments", "decline-code", Declines)}
        {Fault("deliveries", "Webhook deliveries", "delivery-fault", Deliveries)}
        {Fault("api", "API answers", "api-fault", ["outage", "rate_limit"])}
        <h2>Subscriptions</h2>
        {Table(["Id", "Customer", "Status", "Period ends"], w.All("subscription").Reverse().Take(20).Select(s => new[] { Code(s.Str("id")), Code(s.Str("customer")), Html.E(s.Str("status")), Items.Of(w, s).Select(i => Html.Date(i.Int("current_period_end"))).FirstOrDefault() ?? "" }))}
        <h2>Events</h2>
        {Table(["Time", "Type", "Object", "Pending", ""], w.All("event").Reverse().Take(60).Select(e => new[] { $"{DateTimeOffset.FromUnixTimeSeconds(e.Int("created")):yyyy-MM-dd HH:mm:ss}", Html.E(e.Str("type")), Code(e.Str("data.object.id")), $"{e.Int("pending_webhooks")}", Redeliver(e) }))}
        <h2>Start over</h2>
        {Button("reset", "confirm", "yes", "Empty the sandbox")}
        """, layout: "wide");

    private static string Button(string action, string name, string value, string text) =>
        $"<form method=\"post\" action=\"/_sandbox/{action}\"><button type=\"submit\" name=\"{name}\" value=\"{value}\">{text}</button></form>";

    private static string Redeliver(JsonObject e) =>
        $"<form method=\"post\" action=\"/_sandbox/events/{Html.E(e.Str("id"))}/redeliver\"><button type=\"submit\" aria-label=\"Redeliver {Html.E(e.Str("id"))}\">Redeliver</button></form>";

    private static string Fault(string kind, string label, string id, string[] values) => $"""
        <form method="post" action="/_sandbox/faults" class="inline">
          <input type="hidden" name="kind" value="{kind}">
          <div class="field"><label for="{id}">{label}</label><select id="{id}" name="value">{string.Join("", values.Select(v => $"<option>{v}</option>"))}</select></div>
          <div class="field"><label for="{id}-times">Times (0 ends it)</label><input id="{id}-times" name="times" value="1" inputmode="numeric"></div>
          <button type="submit">Apply</button>
        </form>
        """;

    private static string Code(string? id) => $"<code>{Html.E(id)}</code>";

    private static string Table(string[] heads, IEnumerable<string[]> rows) =>
        $"<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>{string.Join("", heads.Select(h => $"<th>{h}</th>"))}</tr></thead><tbody>"
        + string.Join("", rows.Select(r => $"<tr>{string.Join("", r.Select(c => $"<td>{c}</td>"))}</tr>")) + "</tbody></table></div>";
}
