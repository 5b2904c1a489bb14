namespace PenguinMails.StripeSandbox.Portal;

internal static class PortalEndpoints
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/billing_portal/sessions", Create);
        api.Map("POST", "/v1/billing_portal/configurations", c => c.Show(Configurations.New(c.Work, c.Params)));
        api.Map("GET", "/v1/billing_portal/configurations", c => c.List("billing_portal.configuration",
            o => (!c.Params.Has("active") || o.Flag("active") == c.Params.Flag("active")) && (!c.Params.Has("is_default") || o.Flag("is_default") == c.Params.Flag("is_default"))));
        api.Map("GET", "/v1/billing_portal/configurations/{id}", c => c.Show(c.Work.Get("billing_portal.configuration", c.Id, "id")));
        api.Map("POST", "/v1/billing_portal/configurations/{id}", Update);
    }

    private static Reply Create(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var customer = CustomerEndpoints.Live(w, p.Str("customer") ?? throw StripeError.MissingParameter("customer"), "customer");
        var configuration = p.FilledStr("configuration") is { } id ? w.Get("billing_portal.configuration", id, "configuration") : Configurations.Default(w);
        if (p.Obj("flow_data") is { } data && data.Str("subscription_cancel.subscription") is { } sub)
            w.Get("subscription", sub, "flow_data[subscription_cancel][subscription]");
        var session = w.Add(new JsonObject
        {
            ["object"] = "billing_portal.session",
            ["configuration"] = configuration.Str("id"),
            ["created"] = w.Now,
            ["customer"] = customer.Str("id"),
            ["flow"] = Flow(p.Obj("flow_data")),
            ["locale"] = p.FilledStr("locale"),
            ["return_url"] = p.FilledStr("return_url") ?? configuration.Str("default_return_url"),
        });
        session["url"] = $"{w.Sandbox.Url}/p/session/{session.Str("id")}";
        w.Emit("billing_portal.session.created", session);
        return c.Show(session);
    }

    private static JsonObject? Flow(JsonObject? data)
    {
        if (data is null)
            return null;
        var flow = data.DeepClone().AsObject();
        flow["after_completion"] ??= new JsonObject { ["type"] = "portal_homepage" };
        return flow;
    }

    private static Reply Update(ApiCall c)
    {
        var configuration = c.Work.Get("billing_portal.configuration", c.Id, "id");
        var before = c.Work.Snapshot(configuration);
        Configurations.Change(configuration, c.Params);
        configuration.Take(c.Params, "active");
        c.Work.Emit("billing_portal.configuration.updated", configuration, before);
        return c.Show(configuration);
    }
}
