namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>How a subscription's status follows its invoices.</summary>
internal static class SubscriptionStatus
{
    public static bool IsOver(JsonObject s) => s.Str("status") is "canceled" or "incomplete_expired";

    public static void OnInvoicePaid(UnitOfWork w, JsonObject invoice, JsonObject? intent)
    {
        if (w.Find(invoice.Str("parent.subscription_details.subscription")) is not { } s || IsOver(s))
            return;
        var before = w.Snapshot(s);
        if (PendingUpdates.Apply(w, s, invoice))
            before = null;
        // A paid latest invoice makes it whole again; older open ones do not hold it back.
        if (s.Str("latest_invoice") == invoice.Str("id") && s.Str("status") is "incomplete" or "past_due" or "unpaid")
            s["status"] = s.IntOrNull("trial_end") > w.NowOf(s) ? "trialing" : "active";
        if (intent is not null && s.Str("payment_settings.save_default_payment_method") == "on_subscription" && s.Str("default_payment_method") is null)
            s["default_payment_method"] = intent.Str("payment_method");
        if (w.Find(invoice.Str("customer")) is { } customer && customer.Flag("delinquent") && !HasFailedInvoices(w, customer, invoice))
        {
            var was = w.Snapshot(customer);
            customer["delinquent"] = false;
            w.Emit("customer.updated", customer, was);
        }
        if (!s.Flag("_new") && before is not null)
            w.Emit("customer.subscription.updated", s, before);
    }

    public static void OnPaymentFailed(UnitOfWork w, JsonObject invoice)
    {
        if (w.Find(invoice.Str("parent.subscription_details.subscription")) is not { } s || IsOver(s))
            return;
        if (w.Find(invoice.Str("customer")) is { } customer && !customer.Flag("delinquent") && invoice.Str("billing_reason") != "subscription_create")
        {
            var was = w.Snapshot(customer);
            customer["delinquent"] = true;
            w.Emit("customer.updated", customer, was);
        }
        if (s.Str("status") != "active" || s.Str("latest_invoice") != invoice.Str("id") || invoice.Flag("_pending_update"))
            return;
        var before = w.Snapshot(s);
        s["status"] = "past_due";
        w.Emit("customer.subscription.updated", s, before);
    }

    public static void OnInvoiceVoided(UnitOfWork w, JsonObject invoice)
    {
        if (w.Find(invoice.Str("parent.subscription_details.subscription")) is not { } s || s.Str("latest_invoice") != invoice.Str("id"))
            return;
        if (s.Str("status") == "incomplete")
            Expire(w, s);
        else if (s.Str("status") is "past_due" or "unpaid" && !w.All("invoice").Any(i => i.Str("status") == "open"
            && i.Str("parent.subscription_details.subscription") == s.Str("id")))
        {
            var before = w.Snapshot(s);
            s["status"] = "active";
            w.Emit("customer.subscription.updated", s, before);
        }
    }

    /// <summary>23 hours without a first payment: it never began.</summary>
    public static void Expire(UnitOfWork w, JsonObject s)
    {
        var before = w.Snapshot(s);
        s["status"] = "incomplete_expired";
        s["ended_at"] = w.NowOf(s);
        w.Emit("customer.subscription.updated", s, before);
        if (w.Find(s.Str("latest_invoice")) is { } invoice && invoice.Str("status") == "open")
            InvoiceClosing.Void(w, invoice);
    }

    private static bool HasFailedInvoices(UnitOfWork w, JsonObject customer, JsonObject except) => w.All("invoice").Any(i =>
        i.Str("customer") == customer.Str("id") && i.Str("id") != except.Str("id") && i.Str("status") == "open" && i.Flag("attempted"));
}
