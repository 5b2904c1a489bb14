namespace PenguinMails.StripeSandbox.Delivery;

internal static class WebhookEndpoints
{
    /// <summary>Stripe disables an endpoint that failed for days without a single success.</summary>
    private static readonly TimeSpan DisabledAfter = TimeSpan.FromDays(5);

    public static void Map(Api api)
    {
        api.Map("GET", "/v1/webhook_endpoints", c => c.List("webhook_endpoint"));
        api.Map("POST", "/v1/webhook_endpoints", Create);
        api.Map("GET", "/v1/webhook_endpoints/{id}", c => c.Show(c.Work.Get("webhook_endpoint", c.Id, "id")));
        api.Map("POST", "/v1/webhook_endpoints/{id}", Update);
        api.Map("DELETE", "/v1/webhook_endpoints/{id}", Delete);
    }

    public static bool Listens(JsonObject endpoint, string type) =>
        endpoint.Str("status") == "enabled" && endpoint.Strs("enabled_events").Any(e => e == "*" || e == type);

    /// <summary>The secrets a payload is signed with: the current one, and a rolled one until it expires.</summary>
    public static IEnumerable<string> Secrets(JsonObject endpoint, long now)
    {
        yield return endpoint.Text("_secret");
        if (endpoint.Str("_old_secret") is { } old && endpoint.Int("_old_secret_expires") > now)
            yield return old;
    }

    public static JsonObject Register(UnitOfWork w, string url, string secret, string? apiVersion = null)
    {
        var endpoint = w.Where("webhook_endpoint", e => e.Str("url") == url).FirstOrDefault() ?? w.Add(New(w, url));
        if (endpoint.Str("_secret") is { } old && old != secret)
        {
            endpoint["_old_secret"] = old;
            endpoint["_old_secret_expires"] = w.Now + 86400;
        }
        endpoint["_secret"] = secret;
        endpoint["_registered"] = true;
        endpoint["status"] = "enabled";
        endpoint.Remove("_failing_since");
        endpoint["enabled_events"] = Json.Array(["*"]);
        endpoint["api_version"] = apiVersion;
        return endpoint;
    }

    public static void Note(UnitOfWork w, string id, bool success, long now)
    {
        if (w.Find(id) is not { } endpoint)
            return;
        if (success)
            endpoint.Remove("_failing_since");
        else if (endpoint.IntOrNull("_failing_since") is not { } since)
            endpoint["_failing_since"] = now;
        else if (now - since > DisabledAfter.TotalSeconds)
            endpoint["status"] = "disabled";
    }

    private static JsonObject New(UnitOfWork w, string url) => new()
    {
        ["object"] = "webhook_endpoint",
        ["created"] = w.Now,
        ["url"] = url,
        ["status"] = "enabled",
    };

    private static Reply Create(ApiCall c)
    {
        var endpoint = New(c.Work, c.Params.Text("url"));
        endpoint["_secret"] = Ids.New("secret");
        endpoint.Take(c.Params, "enabled_events", "api_version", "description");
        Metadata.Merge(endpoint, c.Params);
        c.Work.Add(endpoint);
        var reply = c.Show(endpoint);
        // Shown this once, as at Stripe.
        reply.Body["secret"] = endpoint.Str("_secret");
        return reply;
    }

    private static Reply Update(ApiCall c)
    {
        var endpoint = c.Work.Get("webhook_endpoint", c.Id, "id");
        endpoint.Take(c.Params, "enabled_events", "description", "url");
        if (c.Params.Has("disabled"))
        {
            endpoint["status"] = c.Params.Flag("disabled") ? "disabled" : "enabled";
            endpoint.Remove("_failing_since");
        }
        Metadata.Merge(endpoint, c.Params);
        return c.Show(endpoint);
    }

    private static Reply Delete(ApiCall c)
    {
        var endpoint = c.Work.Get("webhook_endpoint", c.Id, "id");
        c.Work.Remove(endpoint);
        foreach (var delivery in c.Work.Where(Deliveries.Kind, d => d.Str("endpoint") == c.Id))
            c.Work.Remove(delivery);
        return new Reply(Renderer.Deleted(endpoint));
    }
}
