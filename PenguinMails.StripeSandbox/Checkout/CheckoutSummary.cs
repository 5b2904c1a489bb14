namespace PenguinMails.StripeSandbox.Checkout;

/// <summary>The left half of the page: what is bought and what it costs.</summary>
internal static class CheckoutSummary
{
    public static string Render(UnitOfWork w, JsonObject session, string? promoError)
    {
        var items = session.Strs("_items").Select(id => w.Find(id)!).ToList();
        var price = w.Find(items[0].Str("price"))!;
        var (currency, quote) = (session.Str("currency"), CheckoutQuote.Of(w, session));
        var recurring = price.Obj("recurring") is not null;
        var trialDays = session.IntOrNull("_subscription_data.trial_period_days");
        return $"""
            <h1>{(recurring ? "Subscribe to" : "Pay for")} {Html.E(items[0].Str("description"))}</h1>
            <p class="price">{Html.Money(price.Int("unit_amount"), currency)}{(recurring ? $" <span class=\"quiet\">per {Html.E(price.Str("recurring.interval"))}</span>" : "")}</p>
            {(trialDays is null ? "" : $"<p class=\"done\">{trialDays} days free, then {Html.Money(CheckoutQuote.Later(w, session).Total, currency)} per {Html.E(price.Str("recurring.interval"))}</p>")}
            <dl class="sums" data-quote="/c/pay/{Html.E(session.Str("id"))}/quote">
              {string.Join("\n", items.Select(i => $"<dt>{Html.E(i.Str("description"))}{(i.IntOrNull("quantity") is > 1 and var n ? $" × {n}" : "")}</dt><dd>{Html.Money(i.Int("amount_subtotal"), currency)}</dd>"))}
              <dt>Subtotal</dt><dd>{Html.Money(quote.Subtotal, currency)}</dd>
              {(CheckoutDiscounts.Coupon(w, session) is { } coupon ? $"<dt>Discount ({Html.E(coupon.Str("name") ?? coupon.Str("id"))})</dt><dd>-{Html.Money(quote.Discount, currency)}</dd>" : "")}
              {(session.Flag("automatic_tax.enabled") ? $"<dt>Tax <span class=\"quiet\">(from your billing address)</span></dt><dd data-amount=\"tax\">{Html.Money(quote.Tax, currency)}</dd>" : "")}
              <dt class="total">Total due today</dt><dd class="total" data-amount="total">{Html.Money(quote.Total, currency)}</dd>
            </dl>
            {(session.Flag("allow_promotion_codes") ? Promotion(w, session, promoError) : "")}
            """;
    }

    private static string Promotion(UnitOfWork w, JsonObject session, string? error)
    {
        var code = w.Find(session.Objs("discounts").FirstOrDefault()?.Str("promotion_code"))?.Str("code");
        return $"""
            <form method="post" action="/c/pay/{Html.E(session.Str("id"))}/promotion" class="inline">
              {Html.Field("promotion_code", "Promotion code", code, error: error)}
              <button type="submit">Apply</button>
            </form>
            """;
    }
}
