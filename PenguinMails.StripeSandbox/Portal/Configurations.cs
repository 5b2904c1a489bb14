namespace PenguinMails.StripeSandbox.Portal;

/// <summary>What customers may do in the portal. A default stands ready, as after saving the portal's settings at Stripe.</summary>
internal static class Configurations
{
    public static JsonObject Default(UnitOfWork w) =>
        w.Where("billing_portal.configuration", o => o.Flag("is_default")).FirstOrDefault() ?? Add(w, new JsonObject(), isDefault: true);

    public static JsonObject New(UnitOfWork w, JsonObject p)
    {
        var configuration = Add(w, p, isDefault: false);
        w.Emit("billing_portal.configuration.created", configuration);
        return configuration;
    }

    public static void Change(JsonObject configuration, JsonObject p)
    {
        configuration.Take(p, "default_return_url", "name");
        if (p.Obj("business_profile") is { } profile)
            configuration.Obj("business_profile")!.Take(profile, "headline", "privacy_policy_url", "terms_of_service_url");
        var features = configuration.Obj("features")!;
        foreach (var (name, feature) in p.Obj("features") ?? [])
        {
            foreach (var (key, value) in feature!.AsObject())
                features[name]![key] = value is JsonObject inner ? Merged(features[name]![key] as JsonObject, inner) : value.Copy();
        }
        Metadata.Merge(configuration, p);
    }

    private static JsonObject Merged(JsonObject? old, JsonObject given)
    {
        var merged = old?.DeepClone().AsObject() ?? [];
        foreach (var (key, value) in given)
            merged[key] = value.Copy();
        return merged;
    }

    private static JsonObject Add(UnitOfWork w, JsonObject p, bool isDefault)
    {
        var configuration = new JsonObject
        {
            ["object"] = "billing_portal.configuration",
            ["active"] = true,
            ["business_profile"] = new JsonObject(),
            ["created"] = w.Now,
            ["features"] = Features(isDefault),
            ["is_default"] = isDefault,
            ["login_page"] = new JsonObject { ["enabled"] = false },
            ["metadata"] = new JsonObject(),
            ["updated"] = w.Now,
        };
        Change(configuration, p);
        return w.Add(configuration);
    }

    private static JsonObject Features(bool enabled) => new()
    {
        ["customer_update"] = new JsonObject { ["allowed_updates"] = Json.Array(enabled ? ["email", "address", "tax_id"] : []), ["enabled"] = enabled },
        ["invoice_history"] = new JsonObject { ["enabled"] = enabled },
        ["payment_method_update"] = new JsonObject { ["enabled"] = enabled },
        ["subscription_cancel"] = new JsonObject
        {
            ["cancellation_reason"] = new JsonObject { ["enabled"] = enabled, ["options"] = Json.Array(["too_expensive", "unused", "missing_features", "other"]) },
            ["enabled"] = enabled,
            ["mode"] = "at_period_end",
            ["proration_behavior"] = "none",
        },
        ["subscription_pause"] = new JsonObject { ["duration"] = new JsonObject { ["interval_options"] = new JsonArray(), ["type"] = "indefinite" }, ["enabled"] = false },
        ["subscription_update"] = new JsonObject
        {
            ["default_allowed_updates"] = new JsonArray(), ["enabled"] = false, ["proration_behavior"] = "none",
            ["schedule_at_period_end"] = new JsonObject { ["conditions"] = new JsonArray() }, ["trial_update_behavior"] = "end_trial",
        },
    };
}
