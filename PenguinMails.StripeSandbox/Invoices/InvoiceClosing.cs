namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>Ends of an invoice other than being paid.</summary>
internal static class InvoiceClosing
{
    public static void Void(UnitOfWork w, JsonObject invoice)
    {
        invoice["status"] = "void";
        invoice["auto_advance"] = false;
        invoice["status_transitions"]!["voided_at"] = w.NowOf(invoice);
        CancelPayment(w, invoice, "void_invoice");
        w.Emit("invoice.voided", invoice);
        PendingUpdates.Drop(w, invoice);
        SubscriptionStatus.OnInvoiceVoided(w, invoice);
    }

    public static void MarkUncollectible(UnitOfWork w, JsonObject invoice)
    {
        invoice["status"] = "uncollectible";
        invoice["auto_advance"] = false;
        invoice["status_transitions"]!["marked_uncollectible_at"] = w.NowOf(invoice);
        w.Emit("invoice.marked_uncollectible", invoice);
        SubscriptionStatus.OnInvoiceVoided(w, invoice);
    }

    private static void CancelPayment(UnitOfWork w, JsonObject invoice, string reason)
    {
        if (InvoicePayments.Default(w, invoice) is not { } payment)
            return;
        payment["status"] = "canceled";
        payment["status_transitions"]!["canceled_at"] = w.NowOf(invoice);
        if (w.Find(payment.Str("payment.payment_intent")) is { } intent && intent.Str("status") is not ("succeeded" or "canceled"))
            PaymentIntents.Cancel(w, intent, reason);
    }
}
