namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>After the last phase: the subscription goes on by itself, or ends.</summary>
internal static class ScheduleEnd
{
    public static void Reach(UnitOfWork w, JsonObject schedule)
    {
        if (schedule.Str("end_behavior") != "cancel")
        {
            Schedules.LetGo(w, schedule);
            return;
        }
        schedule["status"] = "completed";
        schedule["completed_at"] = w.NowOf(schedule);
        schedule["current_phase"] = null;
        w.Emit("subscription_schedule.completed", schedule);
        if (w.Find(schedule.Str("subscription")) is { } s && !SubscriptionStatus.IsOver(s))
            Cancellation.CancelNow(w, s, new JsonObject());
    }
}

/// <summary>The first phase of a schedule that was made ahead creates its subscription.</summary>
internal static class ScheduleStart
{
    public static void Begin(UnitOfWork w, JsonObject schedule, JsonObject phase)
    {
        var customer = w.Get("customer", schedule.Text("customer"));
        schedule["status"] = "active";
        var p = new JsonObject
        {
            ["items"] = Json.Array(phase.Objs("items").Select(i =>
            {
                var item = new JsonObject { ["price"] = i.Str("price") };
                if (i.IntOrNull("quantity") is { } quantity)
                    item["quantity"] = quantity;
                return item;
            })),
            ["metadata"] = phase["metadata"].Copy(),
            ["trial_end"] = phase["trial_end"].Copy(),
            ["default_payment_method"] = phase.Str("default_payment_method"),
        };
        var s = NewSubscription.Begin(w, customer, p);
        s["schedule"] = schedule.Str("id");
        schedule["subscription"] = s.Str("id");
        var invoice = FirstInvoice.Make(w, s, customer);
        var pays = invoice is null || invoice.Int("amount_due") == 0 || InvoicePayments.PaymentMethodOf(w, invoice) is not null;
        FirstInvoice.Collect(w, s, invoice, pays ? "allow_incomplete" : "default_incomplete", offSession: true);
    }
}
