namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>The payments of an invoice, and what their outcome makes of it and of its subscription.</summary>
internal static class InvoicePayments
{
    // Stripe's own choice of time is smart; here it is every three days, four times in all.
    private const long RetryPause = 3 * 86400;
    private const long MostAttempts = 4;

    public static void Map(Api api)
    {
        api.Map("GET", "/v1/invoice_payments", c => c.List("invoice_payment", p => (c.Params.Str("invoice") is not { } i || p.Str("invoice") == i)
            && (c.Params.Str("status") is not { } s || p.Str("status") == s)
            && (c.Params.Str("payment.payment_intent") is not { } pi || p.Str("payment.payment_intent") == pi)));
        api.Map("GET", "/v1/invoice_payments/{id}", c => c.Show(c.Work.Get("invoice_payment", c.Id, "id")));
    }

    public static JsonObject? Default(UnitOfWork w, JsonObject invoice) =>
        w.Where("invoice_payment", p => p.Str("invoice") == invoice.Str("id") && p.Flag("is_default")).FirstOrDefault();

    public static JsonObject? Intent(UnitOfWork w, JsonObject invoice) => w.Find(Default(w, invoice)?.Str("payment.payment_intent"));

    public static JsonNode? ConfirmationSecret(UnitOfWork w, JsonObject invoice) => Intent(w, invoice) is { } intent
        ? new JsonObject { ["client_secret"] = intent.Str("client_secret"), ["type"] = "payment_intent" } : null;

    public static void Open(UnitOfWork w, JsonObject invoice)
    {
        var first = invoice.Str("billing_reason") == "subscription_create";
        var description = first ? "Subscription creation" : invoice.Obj("parent") is null ? $"Payment for Invoice {invoice.Str("number")}" : "Subscription update";
        var intent = PaymentIntents.New(w, invoice.Int("amount_due"), invoice.Text("currency"), invoice.Str("customer"), description);
        intent["_invoice"] = invoice.Str("id");
        intent["setup_future_usage"] = first ? "off_session" : null;
        if (PaymentMethodOf(w, invoice) is { } pm)
        {
            intent["payment_method"] = pm.Str("id");
            intent["status"] = "requires_confirmation";
        }
        w.Add(new JsonObject
        {
            ["object"] = "invoice_payment",
            ["amount_paid"] = null,
            ["amount_requested"] = invoice.Int("amount_due"),
            ["created"] = w.NowOf(invoice),
            ["currency"] = invoice.Str("currency"),
            ["invoice"] = invoice.Str("id"),
            ["is_default"] = true,
            ["payment"] = new JsonObject { ["payment_intent"] = intent.Str("id"), ["type"] = "payment_intent" },
            ["status"] = "open",
        });
        w.Emit("payment_intent.created", intent);
    }

    /// <summary>Whose card pays: the invoice's own, the subscription's, or the customer's default.</summary>
    public static JsonObject? PaymentMethodOf(UnitOfWork w, JsonObject invoice)
    {
        var subscription = w.Find(invoice.Str("parent.subscription_details.subscription"));
        var customer = w.Find(invoice.Str("customer"));
        return w.Find(invoice.Str("default_payment_method") ?? subscription?.Str("default_payment_method")
            ?? customer?.Str("invoice_settings.default_payment_method"));
    }

    /// <summary>Collects an open invoice. Null when there is no card to ask.</summary>
    public static BankAnswer? Collect(UnitOfWork w, JsonObject invoice, JsonObject? pm = null, bool offSession = true, bool authenticated = false)
    {
        if (invoice.Int("amount_due") == 0)
        {
            MarkPaid(w, invoice, null);
            return new BankAnswer.Approved();
        }
        pm ??= PaymentMethodOf(w, invoice);
        if (pm is null || Intent(w, invoice) is not { } intent)
        {
            MarkFailed(w, invoice);
            return null;
        }
        var answer = PaymentIntents.Attempt(w, intent, pm, offSession, authenticated);
        AfterAttempt(w, intent, answer);
        return answer;
    }

    public static void AfterAttempt(UnitOfWork w, JsonObject intent, BankAnswer answer)
    {
        if (w.Find(intent.Str("_invoice")) is not { } invoice || invoice.Str("status") is not ("open" or "uncollectible"))
            return;
        if (answer is BankAnswer.Approved)
            MarkPaid(w, invoice, intent);
        else
            MarkFailed(w, invoice, answer is BankAnswer.Authenticate, intent.At("last_payment_error") is not null);
    }

    public static void MarkPaid(UnitOfWork w, JsonObject invoice, JsonObject? intent, bool outOfBand = false)
    {
        var now = w.NowOf(invoice);
        invoice["status"] = "paid";
        invoice["attempted"] = true;
        invoice["attempt_count"] = invoice.Int("attempt_count") + (intent is null ? 0 : 1);
        invoice["auto_advance"] = false;
        invoice["next_payment_attempt"] = null;
        invoice["amount_paid"] = invoice.Int("amount_due");
        invoice["amount_paid_off_stripe"] = outOfBand ? invoice.Int("amount_due") : 0;
        invoice["amount_remaining"] = 0L;
        invoice["status_transitions"]!["paid_at"] = now;
        if (intent is not null && Default(w, invoice) is { } payment)
        {
            payment["amount_paid"] = intent.Int("amount");
            payment["status"] = "paid";
            payment["status_transitions"]!["paid_at"] = now;
            w.Emit("invoice_payment.paid", payment);
        }
        SubscriptionStatus.OnInvoicePaid(w, invoice, intent);
        w.Emit("invoice.paid", invoice);
        w.Emit("invoice.payment_succeeded", invoice);
    }

    private static void MarkFailed(UnitOfWork w, JsonObject invoice, bool wantsAction = false, bool declined = true)
    {
        var before = w.Snapshot(invoice);
        invoice["attempted"] = true;
        invoice["attempt_count"] = invoice.Int("attempt_count") + 1;
        // The account has Stripe's own retries switched off, unless somebody asked otherwise: the merchant decides when to try again.
        var again = w.Sandbox.Faults.AutomaticRetries && invoice.Int("attempt_count") < MostAttempts;
        invoice["next_payment_attempt"] = again ? w.NowOf(invoice) + RetryPause : null;
        invoice["auto_advance"] = again;
        w.Emit("invoice.updated", invoice, before);
        if (wantsAction)
            w.Emit("invoice.payment_action_required", invoice);
        if (!wantsAction || declined)
            w.Emit("invoice.payment_failed", invoice);
        SubscriptionStatus.OnPaymentFailed(w, invoice);
    }
}
