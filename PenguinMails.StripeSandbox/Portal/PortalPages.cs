namespace PenguinMails.StripeSandbox.Portal;

internal static class PortalPages
{
    /// <summary>A portal link works for a short time only, and for an hour once opened.</summary>
    private const long Lifetime = 3600;

    public static void Map(WebApplication app, Sandbox sandbox)
    {
        app.MapGet("/p/session/{id}", (string id, CancellationToken ct) => sandbox.RunAsync(w => With(w, id, s => PortalPage.Render(w, s)), ct));
        MapForm(app, sandbox, "card", UpdateCard);
        MapForm(app, sandbox, "address", UpdateAddress);
        MapForm(app, sandbox, "cancel", Cancel);
        MapForm(app, sandbox, "renew", Renew);
    }

    private static void MapForm(WebApplication app, Sandbox sandbox, string action, Func<UnitOfWork, JsonObject, CardForm, IResult> handle) =>
        app.MapPost("/p/session/{id}/" + action, async (string id, HttpRequest request, CancellationToken ct) =>
        {
            var form = new CardForm(await request.ReadFormAsync(ct));
            return await sandbox.RunAsync(w => With(w, id, s => handle(w, s, form)), ct);
        }).DisableAntiforgery();

    private static IResult With(UnitOfWork w, string id, Func<JsonObject, IResult> show) =>
        w.Find("billing_portal.session", id) is not { } session ? Html.Notice("Not found", "This link is not valid.", status: 404)
        : session.Int("created") + Lifetime < w.Now ? Html.Notice("This link has expired", "Please open the billing portal again.", session.Str("return_url"), "Return to PenguinMails", 410)
        : show(session);

    private static IResult UpdateCard(UnitOfWork w, JsonObject session, CardForm form)
    {
        var (pm, problem) = form.Read(w);
        if (pm is null)
            return PortalPage.Render(w, session, problem, form.Kept());
        var customer = w.Get("customer", session.Text("customer"));
        var intent = SetupIntents.New(w, customer.Str("id"));
        w.Add(pm);
        switch (SetupIntents.Attempt(w, intent, pm, returnUrl: $"{session.Str("url")}?setup={intent.Str("id")}"))
        {
            case BankAnswer.Declined d:
                w.Remove(pm);
                return PortalPage.Render(w, session, DeclineCodes.Message(d.Code), form.Kept());
            case BankAnswer.Authenticate:
                session["_setup"] = intent.Str("id");
                return SeeOther.To(Authentication.Url(w, intent));
            default:
                MakeDefault(w, customer, pm);
                return SeeOther.To(AfterFlow(session));
        }
    }

    /// <summary>A card that came back from its 3-D Secure page.</summary>
    public static void TakeAuthenticated(UnitOfWork w, JsonObject session)
    {
        if (w.Find(session.Str("_setup")) is not { } intent || intent.Str("status") == "requires_action")
            return;
        session.Remove("_setup");
        if (intent.Str("status") == "succeeded")
            MakeDefault(w, w.Get("customer", session.Text("customer")), w.Find(intent.Str("payment_method"))!);
        else
            session["_error"] = Authentication.Failure;
    }

    private static void MakeDefault(UnitOfWork w, JsonObject customer, JsonObject pm)
    {
        var before = w.Snapshot(customer);
        customer["invoice_settings"]!["default_payment_method"] = pm.Str("id");
        w.Emit("customer.updated", customer, before);
        foreach (var s in w.Where("subscription", s => s.Str("customer") == customer.Str("id") && !SubscriptionStatus.IsOver(s)))
        {
            var was = w.Snapshot(s);
            s["default_payment_method"] = pm.Str("id");
            w.Emit("customer.subscription.updated", s, was);
        }
    }

    private static IResult UpdateAddress(UnitOfWork w, JsonObject session, CardForm form)
    {
        var customer = w.Get("customer", session.Text("customer"));
        var before = w.Snapshot(customer);
        customer["address"] = Address.Of(form.Billing.Obj("address"));
        if (form["name"].Length > 0)
            customer["name"] = form["name"];
        w.Emit("customer.updated", customer, before);
        return SeeOther.To(session.Text("url"));
    }

    private static IResult Cancel(UnitOfWork w, JsonObject session, CardForm form) => Change(w, session, form, new JsonObject
    {
        ["cancel_at_period_end"] = true,
        ["cancellation_details"] = new JsonObject { ["feedback"] = form["feedback"].Length > 0 ? form["feedback"] : null },
    });

    private static IResult Renew(UnitOfWork w, JsonObject session, CardForm form) =>
        Change(w, session, form, new JsonObject { ["cancel_at_period_end"] = false });

    private static IResult Change(UnitOfWork w, JsonObject session, CardForm form, JsonObject change)
    {
        var s = w.Find("subscription", form["subscription"]);
        if (s is null || s.Str("customer") != session.Str("customer"))
            return Html.Notice("Not found", "There is no such subscription.", status: 404);
        Changes.Apply(w, s, change);
        return SeeOther.To(AfterFlow(session));
    }

    private static string AfterFlow(JsonObject session) =>
        session.Str("flow.after_completion.type") == "redirect" ? session.Text("flow.after_completion.redirect.return_url") : session.Text("url");
}
