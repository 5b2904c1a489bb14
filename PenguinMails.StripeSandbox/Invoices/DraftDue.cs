namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>A draft's hour is over: it is finalised and collected, or held back as `pause_collection` says.</summary>
internal static class DraftDue
{
    public static void Run(UnitOfWork w, JsonObject invoice)
    {
        var s = w.Find(invoice.Str("parent.subscription_details.subscription"));
        Finalization.FinalizeDraft(w, invoice);
        switch (s?.Str("pause_collection.behavior"))
        {
            case "void" when invoice.Int("amount_due") > 0:
                InvoiceClosing.Void(w, invoice);
                return;
            case "mark_uncollectible" when invoice.Int("amount_due") > 0:
                InvoiceClosing.MarkUncollectible(w, invoice);
                return;
            default:
                break;
        }
        if (invoice.Int("amount_due") == 0 || invoice.Str("collection_method") == "charge_automatically")
            InvoicePayments.Collect(w, invoice);
    }

    public static void ResumeCollection(UnitOfWork w, JsonObject s)
    {
        var before = w.Snapshot(s);
        s["pause_collection"] = null;
        w.Emit("customer.subscription.updated", s, before);
    }
}
