namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>Begins a subscription; used by the API, by Checkout and by schedules alike.</summary>
internal static class NewSubscription
{
    public static JsonObject Begin(UnitOfWork w, JsonObject customer, JsonObject p)
    {
        var now = w.NowOf(customer);
        var wanted = p.Objs("items").Select((i, n) => (Price: Items.PriceOf(w, i, $"items[{n}]"), Given: i)).ToList();
        if (wanted.Count == 0)
            throw StripeError.MissingParameter("items");
        if (wanted.Select(x => x.Price.Str("currency")).Distinct().Count() > 1)
            throw StripeError.Invalid("All prices on a subscription must have the same currency.", "items");
        if (p.Flag("automatic_tax.enabled") && customer.Str("address.country") is null)
        {
            throw StripeError.Invalid("The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
                "automatic_tax[enabled]", "customer_tax_location_invalid");
        }
        var trialEnd = Trials.End(p, now);
        var anchor = trialEnd ?? p.IntOrNull("billing_cycle_anchor") ?? now;
        if (anchor < now)
            throw StripeError.Invalid("billing_cycle_anchor cannot be in the past.", "billing_cycle_anchor");
        var natural = wanted.Max(x => BillingCalendar.Next(now, x.Price, now));
        if (trialEnd is null && anchor > natural)
        {
            throw StripeError.Invalid($"billing_cycle_anchor cannot be later than next natural billing date ({natural}) for plan.", "billing_cycle_anchor");
        }
        var s = w.Add(Shell(customer, p, now, anchor, trialEnd, wanted[0].Price.Text("currency")));
        var ids = new JsonArray();
        foreach (var (price, given) in wanted)
        {
            var item = Items.New(w, s, price, given.IntOrNull("quantity"), now, trialEnd ?? BillingCalendar.Next(anchor, price, now));
            Metadata.Merge(item, given);
            ids.Add(item.Str("id"));
        }
        s["items"] = ids;
        s["discounts"] = Discounts.Apply(w, s, p.Objs("discounts"), now);
        Changes.Cancellation(w, s, p, now);
        return s;
    }

    private static JsonObject Shell(JsonObject customer, JsonObject p, long now, long anchor, long? trialEnd, string currency)
    {
        var s = new JsonObject
        {
            ["object"] = "subscription",
            ["automatic_tax"] = new JsonObject
            {
                ["disabled_reason"] = null, ["enabled"] = p.Flag("automatic_tax.enabled"),
                ["liability"] = p.Flag("automatic_tax.enabled") ? new JsonObject { ["type"] = "self" } : null,
            },
            ["billing_cycle_anchor"] = anchor,
            ["billing_mode"] = p.Str("billing_mode.type") == "classic"
                ? new JsonObject { ["flexible"] = null, ["type"] = "classic" }
                : new JsonObject { ["flexible"] = new JsonObject { ["proration_discounts"] = p.Str("billing_mode.flexible.proration_discounts") ?? "included" }, ["type"] = "flexible" },
            ["cancel_at_period_end"] = false,
            ["cancellation_details"] = new JsonObject(),
            ["collection_method"] = p.Str("collection_method") ?? "charge_automatically",
            ["created"] = now,
            ["currency"] = currency,
            ["customer"] = customer.Str("id"),
            ["days_until_due"] = p.IntOrNull("days_until_due"),
            ["default_payment_method"] = p.FilledStr("default_payment_method"),
            ["default_tax_rates"] = new JsonArray(),
            ["description"] = p.FilledStr("description"),
            ["invoice_settings"] = new JsonObject { ["issuer"] = new JsonObject { ["type"] = "self" } },
            ["items"] = new JsonArray(),
            ["metadata"] = new JsonObject(),
            ["payment_settings"] = new JsonObject
            {
                ["payment_method_options"] = null, ["payment_method_types"] = null,
                ["save_default_payment_method"] = p.Str("payment_settings.save_default_payment_method") ?? "off",
            },
            ["start_date"] = now,
            ["status"] = trialEnd is null ? "incomplete" : "trialing",
            ["test_clock"] = customer.Str("test_clock"),
            ["trial_end"] = trialEnd,
            ["trial_settings"] = new JsonObject
            {
                ["end_behavior"] = new JsonObject
                {
                    ["billing_cycle_anchor"] = null,
                    ["missing_payment_method"] = p.Str("trial_settings.end_behavior.missing_payment_method") ?? "create_invoice",
                },
            },
            ["trial_start"] = trialEnd is null ? null : now,
            // Until it is announced as created, nothing about it is announced as updated.
            ["_new"] = true,
        };
        Metadata.Merge(s, p);
        return s;
    }
}
