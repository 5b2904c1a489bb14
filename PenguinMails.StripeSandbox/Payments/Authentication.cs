namespace PenguinMails.StripeSandbox.Payments;

/// <summary>The bank's 3-D Secure page, for a payment, a setup, or a Checkout that waits for it.</summary>
internal static class Authentication
{
    public const string Failure = "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

    public static string Url(UnitOfWork w, JsonObject subject) => $"{w.Sandbox.Url}/3ds/{subject.Str("id")}";

    public static void Map(WebApplication app, Sandbox sandbox)
    {
        app.MapGet("/3ds/{id}", (string id, CancellationToken ct) => sandbox.RunAsync(w => Show(w, id), ct));
        app.MapPost("/3ds/{id}", async (string id, HttpRequest request, CancellationToken ct) =>
        {
            var form = await request.ReadFormAsync(ct);
            return await sandbox.RunAsync(w => Answer(w, id, form["outcome"] == "complete"), ct);
        }).DisableAntiforgery();
    }

    private static IResult Show(UnitOfWork w, string id)
    {
        if (Closed(w, id) is { } closed)
            return closed;
        return Html.Page("3-D Secure", $"""
            <h1>3-D Secure authentication</h1>
            <p>Your bank asks you to confirm this payment to PenguinMails. This is a test page: choose how it ends.</p>
            <form method="post" action="/3ds/{Html.E(id)}">
              <p><button class="primary" type="submit" name="outcome" value="complete">Complete</button></p>
              <p><button type="submit" name="outcome" value="fail">Fail</button></p>
            </form>
            """);
    }

    private static IResult? Closed(UnitOfWork w, string id) => w.Find(id) switch
    {
        { } s when s.Str("object") == "checkout.session" => CheckoutPages.Closed(s) ?? (s.Obj("_pending") is null ? SeeOther.To($"/c/pay/{id}") : null),
        { } i when i.Str("status") == "requires_action" => null,
        { } => Html.Notice("Nothing to confirm", "This payment does not wait for your confirmation any more."),
        _ => Html.Notice("Not found", "There is nothing to confirm at this address.", status: 404),
    };

    private static IResult Answer(UnitOfWork w, string id, bool complete)
    {
        if (Closed(w, id) is { } closed)
            return closed;
        var subject = w.Find(id)!;
        return subject.Str("object") switch
        {
            "checkout.session" => ForCheckout(w, subject, complete),
            "setup_intent" => ForSetup(w, subject, complete),
            _ => ForPayment(w, subject, complete),
        };
    }

    private static IResult ForCheckout(UnitOfWork w, JsonObject session, bool complete)
    {
        var pending = session.Obj("_pending")!;
        var pm = w.Find(pending.Str("payment_method.id")) ?? pending.Obj("payment_method")!.DeepClone().AsObject();
        var details = pending.Obj("details")!;
        var outcome = complete ? CheckoutCompletion.Submit(w, session, pm, details, authenticated: true) : new CheckoutOutcome.Refused(Failure);
        if (outcome is CheckoutOutcome.Completed done)
            return SeeOther.To(done.Url);
        session["_error"] = ((CheckoutOutcome.Refused)outcome).Message;
        return SeeOther.To($"/c/pay/{session.Str("id")}");
    }

    private static IResult ForSetup(UnitOfWork w, JsonObject intent, bool complete)
    {
        var back = intent.Str("next_action.redirect_to_url.return_url");
        if (complete)
            SetupIntents.Attempt(w, intent, w.Find(intent.Str("payment_method"))!, authenticated: true);
        else
        {
            intent["status"] = "requires_payment_method";
            intent["next_action"] = null;
            intent["last_setup_error"] = new JsonObject { ["code"] = "setup_intent_authentication_failure", ["message"] = Failure, ["type"] = "invalid_request_error" };
            w.Emit("setup_intent.setup_failed", intent);
        }
        return back is null ? Html.Notice(complete ? "Confirmed" : "Not confirmed", "You can close this page.") : SeeOther.To(back);
    }

    private static IResult ForPayment(UnitOfWork w, JsonObject intent, bool complete)
    {
        var back = intent.Str("next_action.redirect_to_url.return_url") ?? w.Find(intent.Str("_invoice"))?.Str("hosted_invoice_url");
        if (complete)
        {
            var answer = PaymentIntents.Attempt(w, intent, w.Find(intent.Str("payment_method"))!, offSession: false, authenticated: true);
            InvoicePayments.AfterAttempt(w, intent, answer);
        }
        else
            PaymentIntents.FailAuthentication(w, intent);
        return back is null ? Html.Notice(complete ? "Confirmed" : "Not confirmed", "You can close this page.") : SeeOther.To(back);
    }
}
