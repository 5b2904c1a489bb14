namespace PenguinMails.StripeSandbox.Checkout;

/// <summary>The hosted page, as HTML.</summary>
internal static class CheckoutPage
{
    public static IResult Render(UnitOfWork w, JsonObject session, string? error = null, JsonObject? kept = null, string? promoError = null)
    {
        var customer = w.Find(session.Str("customer"));
        var body = $"""
            <section>
              {(session.Str("cancel_url") is { } back ? $"<p><a href=\"{Html.E(back)}\">Back</a></p>" : "")}
              {(session.Str("mode") == "setup" ? "<h1>Save your card</h1>" : CheckoutSummary.Render(w, session, promoError))}
            </section>
            <section>
              <h2>Payment details</h2>
              {Html.Alert(error ?? session.Str("_error"))}
              <form method="post" action="/c/pay/{Html.E(session.Str("id"))}">
                {(customer?.Str("email") ?? session.Str("customer_email")) switch
                {
                    { } email => $"<p class=\"quiet\">{Html.E(email)}</p>",
                    _ => Html.Field("email", "Email", kept?.Str("email"), "type=\"email\" autocomplete=\"email\""),
                }}
                {SavedCards(w, session, customer)}
                {CardForm.Fieldset(kept, customer?.Obj("address"), null)}
                {(session.Flag("tax_id_collection.enabled") ? Html.Field("tax_id", "Business tax ID (optional)", kept?.Str("tax_id")) : "")}
                <button class="primary" type="submit">{(session.Str("mode") switch { "setup" => "Save card", "payment" => "Pay", _ => "Subscribe" })}</button>
              </form>
            </section>
            """;
        return Html.Page("Checkout - PenguinMails", body, layout: "split");
    }

    public static IResult Completed(JsonObject session) => Html.Notice("This checkout is already completed",
        "It has been paid and cannot be paid again.", CheckoutFulfilment.SuccessUrl(session), "Return to PenguinMails");

    public static IResult Expired(JsonObject session) => Html.Notice("This checkout session has expired",
        "You have not been charged.", session.Str("cancel_url"), "Back", 410);

    private static string SavedCards(UnitOfWork w, JsonObject session, JsonObject? customer)
    {
        var cards = customer is null || session.Str("mode") == "setup" ? [] : SavedOf(w, customer);
        if (cards.Count == 0)
            return "";
        var choices = cards.Select((c, n) => $"""
            <label class="choice"><input type="radio" name="method" value="{Html.E(c.Str("id"))}"{(n == 0 ? " checked" : "")}> Use saved card {Html.E(CardDetails.Label(c))} ({c.Int("card.exp_month"):00}/{c.Int("card.exp_year") % 100:00})</label>
            """);
        return $"""
            <fieldset>
              <legend>Pay with</legend>
              {string.Join("\n", choices)}
              <label class="choice"><input type="radio" name="method" value="" id="method_new"> Use a new card</label>
            </fieldset>
            """;
    }

    /// <summary>The customer's cards, the default first, then the newest.</summary>
    public static List<JsonObject> SavedOf(UnitOfWork w, JsonObject customer) =>
        [.. w.Where("payment_method", m => m.Str("customer") == customer.Str("id") && m.Str("type") == "card").AsEnumerable().Reverse()
            .OrderByDescending(m => m.Str("id") == customer.Str("invoice_settings.default_payment_method"))];
}
