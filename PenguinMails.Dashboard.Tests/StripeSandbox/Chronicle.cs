using System.Text.Json.Nodes;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>
/// All events, read in order. Each may only continue what the ones before it said: what it says was before must be what the last one said,
/// each change of status must be one that Stripe knows, and the last word on every object must be how the API shows it.
/// </summary>
internal sealed class Chronicle(LocalStripe stripe)
{
    private static readonly Dictionary<string, string[]> Next = new()
    {
        ["incomplete"] = ["active", "incomplete_expired", "canceled"],
        ["trialing"] = ["active", "past_due", "canceled", "paused"],
        ["active"] = ["past_due", "canceled", "trialing", "paused"],
        ["past_due"] = ["active", "canceled", "unpaid"],
        ["canceled"] = [],
        ["incomplete_expired"] = [],
        ["draft"] = ["open", "paid"],
        ["open"] = ["paid", "void", "uncollectible"],
        ["paid"] = [],
        ["void"] = [],
    };

    private readonly Dictionary<string, JsonObject> _told = [];
    private string? _last;

    public async Task ReadOnAsync()
    {
        foreach (var @event in await NewEventsAsync())
            Read(@event);
        foreach (var (id, told) in _told)
        {
            var path = (string?)told["object"] == "invoice" ? "invoices" : "subscriptions";
            Same(Facts(told), Facts((await GetAsync($"/v1/{path}/{id}")).AsObject()), $"the last event of {id} and the object itself");
        }
    }

    private void Read(JsonNode @event)
    {
        var after = @event["data"]!["object"]!.AsObject();
        if ((string?)after["object"] is not ("subscription" or "invoice") || (string?)after["id"] is not { } id)
            return;
        var what = $"{@event["type"]} {@event["id"]} of {id}";
        if (_told.TryGetValue(id, out var before))
        {
            if (@event["data"]!["previous_attributes"] is JsonObject previous)
                Same(Facts(before), Facts(Undo(after, previous)), $"what was before {what}");
            var (was, now) = ((string)before["status"]!, (string)after["status"]!);
            Assert.True(was == now || Next[was].Contains(now), $"{what}: from {was} to {now}");
        }
        else
            Assert.EndsWith(".created", (string)@event["type"]!, StringComparison.Ordinal);
        if ((string?)after["object"] == "invoice")
            Assert.True((long)after["amount_due"]! == (long)after["amount_paid"]! + (long)after["amount_remaining"]!, $"{what} does not add up");
        _told[id] = after;
    }

    /// <summary>The object as it was before, by the event's own account.</summary>
    private static JsonObject Undo(JsonObject after, JsonObject previous)
    {
        var before = after.DeepClone().AsObject();
        foreach (var (key, was) in previous)
            before[key] = was is JsonObject inner && before[key] is JsonObject now ? Undo(now, inner) : was?.DeepClone();
        return before;
    }

    /// <summary>What is compared: all that decides what is owed, paid and delivered.</summary>
    private static string Facts(JsonObject o) => (string?)o["object"] == "invoice"
        ? Text(o, "status", "total", "subtotal", "amount_due", "amount_paid", "amount_remaining", "starting_balance", "attempt_count", "number")
        : Text(o, "status", "cancel_at", "cancel_at_period_end", "canceled_at", "ended_at", "trial_end", "billing_cycle_anchor", "latest_invoice", "discounts")
            + string.Concat(o["items"]!["data"]!.AsArray().Select(item => Text(item!.AsObject(), "id", "quantity", "current_period_start", "current_period_end") + item["price"]!["id"]));

    private static string Text(JsonObject o, params string[] keys) => string.Concat(keys.Select(key => $"{key}={o[key]?.ToJsonString()} "));

    private static void Same(string one, string other, string what) => Assert.True(one == other, $"They differ: {what}:\n{one}\n{other}");

    private async Task<List<JsonNode>> NewEventsAsync()
    {
        var events = new List<JsonNode>();
        JsonNode page;
        do
        {
            page = await GetAsync($"/v1/events?limit=100{(_last is null ? "" : $"&ending_before={_last}")}");
            events.AddRange(page["data"]!.AsArray().Reverse().Select(each => each!));
            _last = events.Count == 0 ? _last : (string?)events[^1]["id"];
        }
        while (_last is not null && (bool)page["has_more"]! && events.Count > 0);
        return events;
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await stripe.Http.GetStringAsync(new Uri(stripe.Address + path)))!;
}
