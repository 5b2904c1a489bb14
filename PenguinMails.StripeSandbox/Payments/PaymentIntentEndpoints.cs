namespace PenguinMails.StripeSandbox.Payments;

internal static class PaymentIntentEndpoints
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/payment_intents", Create);
        api.Map("GET", "/v1/payment_intents", c => c.List("payment_intent", o => c.Params.Str("customer") is not { } cus || o.Str("customer") == cus));
        api.Map("GET", "/v1/payment_intents/search", c => Search.Answer(c, "payment_intent"));
        api.Map("GET", "/v1/payment_intents/{id}", c => c.Show(c.Work.Get("payment_intent", c.Id, "intent")));
        api.Map("POST", "/v1/payment_intents/{id}", Update);
        api.Map("POST", "/v1/payment_intents/{id}/confirm", Confirm);
        api.Map("POST", "/v1/payment_intents/{id}/cancel", Cancel);
    }

    private static Reply Create(ApiCall c)
    {
        var p = c.Params;
        if (p.Int("amount") < 50)
            throw StripeError.Invalid("Amount must be at least $0.50 usd", "amount", "amount_too_small");
        if (p.Str("customer") is { } customer)
            CustomerEndpoints.Live(c.Work, customer, "customer");
        var intent = PaymentIntents.New(c.Work, p.Int("amount"), p.Text("currency"), p.Str("customer"), p.Str("description"));
        intent.Take(p, "setup_future_usage", "receipt_email", "statement_descriptor", "statement_descriptor_suffix");
        Metadata.Merge(intent, p);
        c.Work.Emit("payment_intent.created", intent);
        if (p.Str("payment_method") is { } pm)
        {
            intent["payment_method"] = Attachment.Resolve(c.Work, pm).Str("id");
            intent["status"] = "requires_confirmation";
        }
        if (p.Flag("confirm"))
            Pay(c, intent);
        return c.Show(intent);
    }

    private static Reply Update(ApiCall c)
    {
        var intent = c.Work.Get("payment_intent", c.Id, "intent");
        var p = c.Params;
        if (p.Has("amount") && intent.Str("status") is "succeeded" or "canceled")
            throw Unexpected(intent, "updated");
        intent.Take(p, "amount", "description", "receipt_email", "setup_future_usage");
        if (p.FilledStr("payment_method") is { } pm)
        {
            intent["payment_method"] = Attachment.Resolve(c.Work, pm).Str("id");
            if (intent.Str("status") == "requires_payment_method")
                intent["status"] = "requires_confirmation";
        }
        Metadata.Merge(intent, p);
        return c.Show(intent);
    }

    private static Reply Confirm(ApiCall c)
    {
        var intent = c.Work.Get("payment_intent", c.Id, "intent");
        if (intent.Str("status") is "succeeded" or "canceled" or "processing")
            throw Unexpected(intent, "confirmed");
        Pay(c, intent);
        return c.Show(intent);
    }

    private static void Pay(ApiCall c, JsonObject intent)
    {
        var id = c.Params.FilledStr("payment_method") ?? intent.Str("payment_method")
            ?? throw StripeError.Invalid("You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
                code: "payment_intent_unexpected_state");
        var pm = Attachment.Resolve(c.Work, id);
        var offSession = c.Params.Flag("off_session");
        var answer = PaymentIntents.Attempt(c.Work, intent, pm, offSession, returnUrl: c.Params.Str("return_url"));
        InvoicePayments.AfterAttempt(c.Work, intent, answer);
        if (answer is BankAnswer.Declined d)
            throw DeclineCodes.Error(d.Code, c.Work.Snapshot(intent), c.Work.Snapshot(pm), commits: true);
        if (answer is BankAnswer.Authenticate && offSession)
            throw DeclineCodes.Error("authentication_required", c.Work.Snapshot(intent), c.Work.Snapshot(pm), commits: true);
        if (intent.Str("setup_future_usage") is not null && c.Work.Find("customer", intent.Str("customer")) is { } customer && answer is BankAnswer.Approved)
            Attachment.Attach(c.Work, pm, customer);
    }

    private static Reply Cancel(ApiCall c)
    {
        var intent = c.Work.Get("payment_intent", c.Id, "intent");
        if (intent.Str("status") is "succeeded" or "canceled")
            throw Unexpected(intent, "canceled");
        if (intent.Str("_invoice") is not null)
            throw StripeError.Invalid("You cannot cancel a PaymentIntent that was created by an invoice. Void the invoice instead.", code: "payment_intent_unexpected_state");
        PaymentIntents.Cancel(c.Work, intent, c.Params.Str("cancellation_reason"));
        return c.Show(intent);
    }

    private static StripeError Unexpected(JsonObject intent, string what) => StripeError.Invalid(
        $"This PaymentIntent's status is {intent.Str("status")} and it cannot be {what}.", code: "payment_intent_unexpected_state");
}
