namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>From draft to open: the number is given, the customer's balance is used, and what is left wants paying.</summary>
internal static class Finalization
{
    private const long SmallestCharge = 50;

    public static void Finalize(UnitOfWork w, JsonObject invoice)
    {
        var customer = w.Get("customer", invoice.Text("customer"));
        var now = w.NowOf(customer);
        InvoiceBuilder.Recalculate(w, invoice, customer);
        ApplyBalance(w, invoice, customer);
        invoice["status"] = "open";
        invoice["automatically_finalizes_at"] = null;
        invoice["effective_at"] = now;
        invoice["status_transitions"]!["finalized_at"] = now;
        invoice["number"] = $"{customer.Str("invoice_prefix")}-{customer.Int("next_invoice_sequence"):0000}";
        customer["next_invoice_sequence"] = customer.Int("next_invoice_sequence") + 1;
        var token = Ids.Random(40);
        invoice["_token"] = token;
        invoice["hosted_invoice_url"] = $"{w.Sandbox.Url}/i/acct_sandbox/test_{token}";
        invoice["invoice_pdf"] = $"{w.Sandbox.Url}/i/acct_sandbox/test_{token}/pdf";
        if (invoice.Str("collection_method") == "send_invoice" && invoice.IntOrNull("due_date") is null)
            invoice["due_date"] = now + (30 * 86400);
        if (invoice.Int("amount_due") > 0)
            InvoicePayments.Open(w, invoice);
        foreach (var id in invoice.Strs("discounts"))
        {
            if (w.Find(id) is { } discount)
                Discounts.Used(w, discount);
        }
        w.Emit("invoice.finalized", invoice);
    }

    /// <summary>Finalises a draft whose hour is over: a coupon for one invoice may end with it, which changes the subscription.</summary>
    public static void FinalizeDraft(UnitOfWork w, JsonObject invoice)
    {
        var subscription = w.Find(invoice.Str("parent.subscription_details.subscription"));
        var before = subscription is null ? null : w.Snapshot(subscription);
        Finalize(w, invoice);
        if (subscription is not null)
            w.Emit("customer.subscription.updated", subscription, before);
    }

    /// <summary>What a total and the customer's balance leave to pay.</summary>
    public static long AmountDue(long total, long balance) => Waits(total, balance) ? 0 : Math.Max(0, total + balance);

    // Too little for a card: it waits on the balance for the next invoice.
    private static bool Waits(long total, long balance) => total + balance is > 0 and < SmallestCharge && total != 0;

    private static void ApplyBalance(UnitOfWork w, JsonObject invoice, JsonObject customer)
    {
        var balance = customer.Int("balance");
        var due = invoice.Int("total") + balance;
        var waits = Waits(invoice.Int("total"), balance);
        var ending = due <= 0 || waits ? due : 0;
        invoice["starting_balance"] = balance;
        invoice["ending_balance"] = ending;
        invoice["amount_due"] = AmountDue(invoice.Int("total"), balance);
        invoice["amount_remaining"] = invoice.Int("amount_due");
        if (ending != balance)
        {
            var before = w.Snapshot(customer);
            CustomerBalance.Adjust(w, customer, ending - balance, waits ? "invoice_too_small" : "applied_to_invoice", invoice.Str("id"), invoice.Str("currency"));
            w.Emit("customer.updated", customer, before);
        }
    }
}
