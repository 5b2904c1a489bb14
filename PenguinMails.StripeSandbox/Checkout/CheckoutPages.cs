namespace PenguinMails.StripeSandbox.Checkout;

/// <summary>The hosted page's requests. Each runs through the gate, so of two presses of the button only one can pay.</summary>
internal static class CheckoutPages
{
    public static void Map(WebApplication app, Sandbox sandbox)
    {
        app.MapGet("/c/pay/{id}", (string id, CancellationToken ct) => sandbox.RunAsync(w => Show(w, id), ct));
        app.MapGet("/c/pay/{id}/quote", (string id, string country, CancellationToken ct) => sandbox.RunAsync(w => Quote(w, id, country), ct));
        app.MapPost("/c/pay/{id}/promotion", async (string id, HttpRequest request, CancellationToken ct) =>
        {
            var form = new CardForm(await request.ReadFormAsync(ct));
            return await sandbox.RunAsync(w => Promote(w, id, form["promotion_code"]), ct);
        }).DisableAntiforgery();
        app.MapPost("/c/pay/{id}", async (string id, HttpRequest request, CancellationToken ct) =>
        {
            var form = new CardForm(await request.ReadFormAsync(ct));
            return await sandbox.RunAsync(w => Submit(w, id, form), ct);
        }).DisableAntiforgery();
    }

    public static IResult? Closed(JsonObject? session) => session?.Str("status") switch
    {
        null => Html.Notice("Something went wrong", "The page you were looking for could not be found. Please check the URL or contact the merchant.", status: 404),
        "complete" => CheckoutPage.Completed(session),
        "expired" => CheckoutPage.Expired(session),
        _ => null,
    };

    private static IResult Show(UnitOfWork w, string id)
    {
        var session = w.Find("checkout.session", id);
        if (Closed(session) is { } closed)
            return closed;
        var page = CheckoutPage.Render(w, session!, kept: session!.Obj("_pending.details._kept"));
        session!.Remove("_error");
        return page;
    }

    private static IResult Quote(UnitOfWork w, string id, string country)
    {
        if (w.Find("checkout.session", id) is not { } session || session.Str("status") != "open")
            return Results.NotFound();
        var quote = CheckoutQuote.Of(w, session, new JsonObject { ["country"] = country });
        var currency = session.Text("currency");
        return Results.Json(new { tax = Amounts.Text(quote.Tax, currency), total = Amounts.Text(quote.Total, currency) });
    }

    private static IResult Promote(UnitOfWork w, string id, string code)
    {
        var session = w.Find("checkout.session", id);
        if (Closed(session) is { } closed)
            return closed;
        return CheckoutDiscounts.Enter(w, session!, code) is { } problem
            ? CheckoutPage.Render(w, session!, promoError: problem) : SeeOther.To($"/c/pay/{id}");
    }

    private static IResult Submit(UnitOfWork w, string id, CardForm form)
    {
        var session = w.Find("checkout.session", id);
        if (Closed(session) is { } closed)
            return closed;
        session!.Remove("_error");
        var (pm, problem) = CheckoutCompletion.NeedsNoCard(w, session, form) ? (null, null) : Method(w, session, form);
        if (problem is not null)
            return CheckoutPage.Render(w, session, problem, form.Kept());
        var details = new JsonObject
        {
            ["address"] = form.SavedMethod.Length > 0 && form["postal_code"].Length == 0 ? null : form.Billing["address"].Copy(),
            ["name"] = form["name"],
            ["email"] = form["email"],
            ["tax_id"] = form["tax_id"],
            ["_kept"] = form.Kept(),
        };
        return CheckoutCompletion.Submit(w, session, pm, details) switch
        {
            CheckoutOutcome.Completed done => SeeOther.To(done.Url),
            CheckoutOutcome.Authenticate ask => SeeOther.To(ask.Url),
            CheckoutOutcome.Refused no => CheckoutPage.Render(w, session, no.Message, form.Kept()),
            _ => throw new InvalidOperationException(),
        };
    }

    private static (JsonObject?, string?) Method(UnitOfWork w, JsonObject session, CardForm form)
    {
        if (form.SavedMethod is not { Length: > 0 } saved)
            return form.Read(w);
        var pm = w.Find("payment_method", saved);
        return pm?.Str("customer") is { } owner && owner == session.Str("customer") ? (pm, null) : (null, "This card can no longer be used.");
    }
}
