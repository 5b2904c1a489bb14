namespace PenguinMails.StripeSandbox.Portal;

internal static class PortalPage
{
    public static IResult Render(UnitOfWork w, JsonObject session, string? error = null, JsonObject? kept = null)
    {
        PortalPages.TakeAuthenticated(w, session);
        error ??= session.Str("_error");
        session.Remove("_error");
        var customer = w.Get("customer", session.Text("customer"));
        var subscriptions = w.All("subscription").Where(s => s.Str("customer") == customer.Str("id") && !SubscriptionStatus.IsOver(s)).ToList();
        var onlyCard = session.Str("flow.type") == "payment_method_update";
        var body = $"""
            {(session.Str("return_url") is { } back ? $"<p><a href=\"{Html.E(back)}\">Return to PenguinMails</a></p>" : "")}
            <h1>Billing for {Html.E(customer.Str("name") ?? customer.Str("email") ?? "your account")}</h1>
            {(onlyCard ? "" : Subscriptions(w, session, subscriptions))}
            <h2>Payment methods</h2>
            {Cards(w, customer, subscriptions)}
            <h2>Update payment method</h2>
            {Html.Alert(error)}
            <form method="post" action="/p/session/{Html.E(session.Str("id"))}/card">
              {CardForm.Fieldset(kept, customer.Obj("address"), null)}
              <button class="primary" type="submit">Update card</button>
            </form>
            {(onlyCard ? "" : BillingAddress(session, customer) + Invoices(w, customer))}
            """;
        return Html.Page("Billing portal - PenguinMails", body);
    }

    private static string Subscriptions(UnitOfWork w, JsonObject session, List<JsonObject> subscriptions) => string.Join("\n", subscriptions.Select(s =>
    {
        var item = Items.Of(w, s)[0];
        var price = Items.Price(w, item);
        var ends = s.IntOrNull("cancel_at") is { } at ? $"Cancels on {Html.Date(at)}" : $"Renews on {Html.Date(item.Int("current_period_end"))}";
        var hidden = $"<input type=\"hidden\" name=\"subscription\" value=\"{Html.E(s.Str("id"))}\">";
        var action = s.Flag("cancel_at_period_end") ? ("renew", "Don't cancel plan") : ("cancel", "Cancel plan");
        return $"""
            <h2>{Html.E(Wordings.Name(w, price))}</h2>
            <p>{Html.Money(price.Int("unit_amount"), s.Str("currency"))} per {Html.E(price.Str("recurring.interval"))} <span class="quiet">· {Html.E(s.Str("status"))} · {ends}</span></p>
            <form method="post" action="/p/session/{Html.E(session.Str("id"))}/{action.Item1}">{hidden}<button type="submit">{action.Item2}</button></form>
            """;
    }));

    private static string Cards(UnitOfWork w, JsonObject customer, List<JsonObject> subscriptions)
    {
        var cards = CheckoutPage.SavedOf(w, customer);
        var main = subscriptions.Select(s => s.Str("default_payment_method")).FirstOrDefault(d => d is not null) ?? customer.Str("invoice_settings.default_payment_method");
        return cards.Count == 0 ? "<p class=\"quiet\">No card yet.</p>" : "<ul>" + string.Join("", cards.Select(c =>
            $"<li>{Html.E(CardDetails.Label(c))} <span class=\"quiet\">expires {c.Int("card.exp_month"):00}/{c.Int("card.exp_year")}{(c.Str("id") == main ? ", default" : "")}</span></li>")) + "</ul>";
    }

    private static string BillingAddress(JsonObject session, JsonObject customer)
    {
        var address = customer.Obj("address");
        var shown = address is null ? "None yet" : string.Join(", ", new[] { "line1", "city", "postal_code", "state", "country" }.Select(k => address.FilledStr(k)).OfType<string>());
        return $"""
            <h2>Billing information</h2>
            <p>{Html.E(customer.Str("name"))}<br>{Html.E(customer.Str("email"))}<br>{Html.E(shown)}</p>
            <details><summary>Update billing address</summary>
            <form method="post" action="/p/session/{Html.E(session.Str("id"))}/address">
              <div class="field"><label for="b_name">Company or full name</label><input id="b_name" name="name" value="{Html.E(customer.Str("name"))}"></div>
              <div class="field"><label for="b_line1">Street</label><input id="b_line1" name="line1" value="{Html.E(address?.Str("line1"))}"></div>
              <div class="field"><label for="b_city">Town</label><input id="b_city" name="city" value="{Html.E(address?.Str("city"))}"></div>
              <div class="field"><label for="b_postal">ZIP</label><input id="b_postal" name="postal_code" value="{Html.E(address?.Str("postal_code"))}"></div>
              <div class="field"><label for="b_country">Billing region</label><select id="b_country" name="country">{string.Join("", Countries.All.Select(c => $"<option value=\"{c.Code}\"{(c.Code == (address?.Str("country") ?? "US") ? " selected" : "")}>{Html.E(c.Name)}</option>"))}</select></div>
              <button type="submit">Save address</button>
            </form></details>
            """;
    }

    private static string Invoices(UnitOfWork w, JsonObject customer)
    {
        var rows = w.All("invoice").Where(i => i.Str("customer") == customer.Str("id") && i.Str("status") != "draft").Reverse().Take(24).Select(i => $"""
            <tr><td>{Html.Date(i.Int("created"))}</td><td class="num">{Html.Money(i.Int("total"), i.Str("currency"))}</td><td>{Html.E(i.Str("status"))}</td><td><a href="{Html.E(i.Str("hosted_invoice_url"))}">{Html.E(i.Str("number"))}</a></td></tr>
            """).ToList();
        return rows.Count == 0 ? "" : $"<h2>Invoice history</h2><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>Date</th><th class=\"num\">Total</th><th>Status</th><th>Invoice</th></tr></thead><tbody>{string.Join("", rows)}</tbody></table></div>";
    }
}
