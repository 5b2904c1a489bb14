namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>The invoice that begins a subscription, and how its payment decides whether it begins at all.</summary>
internal static class FirstInvoice
{
    public static JsonObject? Make(UnitOfWork w, JsonObject s, JsonObject customer, bool prorates = true)
    {
        var lines = Items.Of(w, s).Where(i => !Items.IsMetered(Items.Price(w, i)))
            .Select(i => Line(w, s, i, prorates)).OfType<LineSpec>()
            .Concat(PendingItems.Take(w, customer, s)).ToList();
        if (lines.Count == 0)
            return null;
        var invoice = InvoiceBuilder.Draft(w, customer, s, "subscription_create", lines, s.Text("currency"));
        if (!w.IsRehearsal)
            Finalization.Finalize(w, invoice);
        return invoice;
    }

    /// <summary>Collects as `payment_behavior` says, then announces the subscription.</summary>
    public static void Collect(UnitOfWork w, JsonObject s, JsonObject? invoice, string behavior, bool offSession)
    {
        var customer = w.Get("customer", s.Text("customer"));
        if (invoice is null || invoice.Int("amount_due") == 0 || s.Str("collection_method") == "send_invoice")
        {
            if (s.Str("status") == "incomplete")
                s["status"] = "active";
            if (invoice is not null && invoice.Int("amount_due") == 0)
                InvoicePayments.MarkPaid(w, invoice, null);
            if (behavior == "default_incomplete" && s.Str("default_payment_method") is null && customer.Str("invoice_settings.default_payment_method") is null)
                s["pending_setup_intent"] = SetupIntents.New(w, customer.Str("id")).Str("id");
            Announce(w, s);
            return;
        }
        if (behavior == "default_incomplete")
        {
            Announce(w, s);
            return;
        }
        var pm = InvoicePayments.PaymentMethodOf(w, invoice);
        if (pm is null)
            throw StripeError.Invalid("This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.", code: "resource_missing");
        var answer = InvoicePayments.Collect(w, invoice, pm, offSession);
        if (behavior == "error_if_incomplete" && answer is not BankAnswer.Approved)
        {
            throw DeclineCodes.Error(answer is BankAnswer.Declined d ? d.Code : "authentication_required", null, w.Snapshot(pm));
        }
        Announce(w, s);
    }

    public static void Announce(UnitOfWork w, JsonObject s)
    {
        s.Remove("_new");
        w.Emit("customer.subscription.created", s);
        TrialReminder.Send(w, s);
    }

    private static LineSpec? Line(UnitOfWork w, JsonObject s, JsonObject item, bool prorates)
    {
        var price = Items.Price(w, item);
        var quantity = item.Int("quantity");
        var (start, end) = (item.Int("current_period_start"), item.Int("current_period_end"));
        var common = new LineSpec(0, Wordings.Trial(w, price), start, end, price, quantity) { Subscription = s.Str("id"), SubscriptionItem = item.Str("id") };
        if (s.Str("status") == "trialing")
            return common;
        var full = Amounts.Of(price, quantity);
        var whole = BillingCalendar.Previous(s.Int("billing_cycle_anchor"), price, start);
        if (whole == start)
            return common with { Amount = full, Description = Wordings.Period(w, price, quantity) };
        // The anchor lies ahead: the stub before it costs its share, or nothing.
        return prorates ? common with { Amount = Prorations.Share(full, start, end, whole), Description = Wordings.Period(w, price, quantity) } : null;
    }
}
