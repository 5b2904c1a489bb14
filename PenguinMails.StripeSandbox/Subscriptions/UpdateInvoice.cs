namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>The invoice that an update makes at once.</summary>
internal static class UpdateInvoice
{
    public static JsonObject Make(UnitOfWork w, JsonObject s, JsonObject customer, List<LineSpec> lines, JsonObject p)
    {
        var invoice = InvoiceBuilder.Draft(w, customer, s, "subscription_update", lines, s.Text("currency"));
        if (p.IntOrNull("proration_date") is { } date)
            invoice["parent"]!["subscription_details"]!["subscription_proration_date"] = date;
        if (!w.IsRehearsal)
            Finalization.Finalize(w, invoice);
        return invoice;
    }

    public static void Collect(UnitOfWork w, JsonObject s, JsonObject invoice, JsonObject p, JsonObject? held)
    {
        if (w.IsRehearsal)
            return;
        if (s.Str("collection_method") == "send_invoice" && invoice.Int("amount_due") > 0)
            return;
        var behavior = p.Str("payment_behavior") ?? "allow_incomplete";
        if (behavior == "default_incomplete" && invoice.Int("amount_due") > 0)
        {
            var before = w.Snapshot(s);
            s["status"] = "past_due";
            w.Emit("customer.subscription.updated", s, before);
            return;
        }
        // Marked first, so that a failure does not make the unchanged subscription past due.
        if (held is not null)
            invoice["_pending_update"] = true;
        var pm = InvoicePayments.PaymentMethodOf(w, invoice);
        var answer = InvoicePayments.Collect(w, invoice, pm, p.Flag("off_session"));
        if (answer is BankAnswer.Approved)
        {
            invoice.Remove("_pending_update");
            return;
        }
        if (behavior == "error_if_incomplete")
        {
            throw pm is null
                ? StripeError.Invalid("This customer has no attached payment source or default payment method.", code: "resource_missing")
                : DeclineCodes.Error(answer is BankAnswer.Declined d ? d.Code : "authentication_required", null, w.Snapshot(pm));
        }
        if (held is not null)
            PendingUpdates.Hold(w, s, invoice, held);
    }
}
