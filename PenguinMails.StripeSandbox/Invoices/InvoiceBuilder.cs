namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>Makes a draft with its lines and sums.</summary>
internal static class InvoiceBuilder
{
    public static JsonObject Draft(UnitOfWork w, JsonObject customer, JsonObject? subscription, string reason, IEnumerable<LineSpec> specs, string currency)
    {
        var now = w.NowOf(customer);
        var invoice = w.Add(New(customer, subscription, reason, currency, now));
        foreach (var spec in specs)
            Lines.Add(w, invoice, spec);
        PendingItems.Settle(w, invoice);
        SetPeriod(w, invoice, subscription, now);
        InvoiceDiscounts.Apply(w, invoice, subscription, customer, now);
        Recalculate(w, invoice, customer);
        if (subscription is not null)
            subscription["latest_invoice"] = invoice.Str("id");
        customer["currency"] = customer.Str("currency") ?? currency;
        w.Emit("invoice.created", invoice);
        return invoice;
    }

    public static void Recalculate(UnitOfWork w, JsonObject invoice, JsonObject customer)
    {
        InvoiceTaxes.Apply(w, invoice, customer);
        var lines = Lines.Of(w, invoice);
        var subtotal = lines.Sum(l => l.Int("amount"));
        var discount = lines.Sum(l => l.Objs("discount_amounts").Sum(d => d.Int("amount")));
        var taxes = invoice.Objs("total_taxes").ToList();
        var exclusive = taxes.Where(t => t.Str("tax_behavior") == "exclusive").Sum(t => t.Int("amount"));
        var inclusive = taxes.Where(t => t.Str("tax_behavior") == "inclusive").Sum(t => t.Int("amount"));
        invoice["subtotal"] = subtotal;
        invoice["subtotal_excluding_tax"] = subtotal - inclusive;
        invoice["total_excluding_tax"] = subtotal - discount - inclusive;
        invoice["total"] = subtotal - discount + exclusive;
        invoice["starting_balance"] = customer.Int("balance");
        invoice["amount_due"] = Finalization.AmountDue(invoice.Int("total"), customer.Int("balance"));
        invoice["amount_remaining"] = invoice.Int("amount_due");
    }

    private static void SetPeriod(UnitOfWork w, JsonObject invoice, JsonObject? subscription, long now)
    {
        // An invoice's own period looks back: from the last one of the subscription to now.
        var previous = subscription is null ? null : w.All("invoice").LastOrDefault(i => i.Str("id") != invoice.Str("id")
            && i.Str("parent.subscription_details.subscription") == subscription.Str("id") && i.Str("billing_reason") is "subscription_create" or "subscription_cycle");
        invoice["period_start"] = invoice.Str("billing_reason") == "subscription_cycle" && previous is not null ? previous.Int("period_end") : now;
        invoice["period_end"] = now;
    }

    private static JsonObject New(JsonObject customer, JsonObject? subscription, string reason, string currency, long now) => new()
    {
        ["object"] = "invoice",
        ["account_country"] = "US",
        ["account_name"] = "PenguinMails",
        ["amount_paid_off_stripe"] = 0L,
        ["auto_advance"] = true,
        ["automatic_tax"] = new JsonObject
        {
            ["enabled"] = subscription?.Flag("automatic_tax.enabled") ?? false,
            ["liability"] = subscription?.Flag("automatic_tax.enabled") == true ? new JsonObject { ["type"] = "self" } : null,
        },
        ["billing_reason"] = reason,
        ["collection_method"] = subscription?.Str("collection_method") ?? "charge_automatically",
        ["created"] = now,
        ["currency"] = currency,
        ["customer"] = customer.Str("id"),
        ["customer_address"] = customer["address"].Copy(),
        ["customer_email"] = customer.Str("email"),
        ["customer_name"] = customer.Str("name"),
        ["customer_phone"] = customer.Str("phone"),
        ["customer_shipping"] = customer["shipping"].Copy(),
        ["customer_tax_exempt"] = customer.Str("tax_exempt"),
        ["customer_tax_ids"] = new JsonArray(),
        ["description"] = subscription?.Str("description"),
        ["footer"] = customer.Str("invoice_settings.footer"),
        ["hosted_invoice_url"] = null,
        ["invoice_pdf"] = null,
        ["issuer"] = new JsonObject { ["type"] = "self" },
        ["lines"] = new JsonArray(),
        ["metadata"] = new JsonObject(),
        ["parent"] = subscription is null ? null : new JsonObject
        {
            ["quote_details"] = null,
            ["subscription_details"] = new JsonObject { ["metadata"] = subscription["metadata"].Copy(), ["subscription"] = subscription.Str("id") },
            ["type"] = "subscription_details",
        },
        ["payment_settings"] = new JsonObject(),
        ["status"] = "draft",
        ["test_clock"] = customer.Str("test_clock"),
        ["total_discount_amounts"] = new JsonArray(),
        ["total_pretax_credit_amounts"] = new JsonArray(),
        ["total_taxes"] = new JsonArray(),
    };
}
