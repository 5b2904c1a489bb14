namespace PenguinMails.StripeSandbox.Invoices;

internal static class InvoicePage
{
    public static IResult Render(UnitOfWork w, JsonObject invoice, string? error = null, JsonObject? kept = null)
    {
        var currency = invoice.Str("currency");
        var rows = Lines.Of(w, invoice).Select(l => $"<tr><td>{Html.E(l.Str("description"))}<br><span class=\"quiet\">{Html.Date(l.Int("period.start"))} – {Html.Date(l.Int("period.end"))}</span></td><td class=\"num\">{Html.Money(l.Int("amount"), currency)}</td></tr>");
        var body = $"""
            <h1>Invoice {Html.E(invoice.Str("number"))}</h1>
            <p class="price">{Html.Money(invoice.Int("amount_due"), currency)}</p>
            <p>{Status(invoice)} <span class="quiet">· {Html.Date(invoice.Int("created"))} · {Html.E(invoice.Str("customer_name") ?? invoice.Str("customer_email"))}</span></p>
            <div class="scroll" tabindex="0"><table><thead><tr><th>Description</th><th class="num">Amount</th></tr></thead><tbody>{string.Join("", rows)}</tbody></table></div>
            <dl class="sums">
              <dt>Subtotal</dt><dd>{Html.Money(invoice.Int("subtotal"), currency)}</dd>
              {string.Join("", invoice.Objs("total_discount_amounts").Select(d => $"<dt>Discount</dt><dd>-{Html.Money(d.Int("amount"), currency)}</dd>"))}
              {string.Join("", invoice.Objs("total_taxes").Select(t => $"<dt>Tax</dt><dd>{Html.Money(t.Int("amount"), currency)}</dd>"))}
              <dt>Total</dt><dd>{Html.Money(invoice.Int("total"), currency)}</dd>
              <dt class="total">Amount due</dt><dd class="total">{Html.Money(invoice.Int("amount_remaining"), currency)}</dd>
            </dl>
            <p><a href="{Html.E(invoice.Str("invoice_pdf"))}">Download invoice (PDF)</a></p>
            {(invoice.Str("status") == "open" ? PayForm(w, invoice, error, kept) : "")}
            """;
        return Html.Page($"Invoice {invoice.Str("number")} - PenguinMails", body);
    }

    private static string Status(JsonObject invoice) => invoice.Str("status") switch
    {
        "paid" => "<strong class=\"done\">Paid</strong>",
        "open" => "<strong>Open</strong>",
        var other => $"<strong>{Html.E(other)}</strong>",
    };

    private static string PayForm(UnitOfWork w, JsonObject invoice, string? error, JsonObject? kept)
    {
        var customer = w.Get("customer", invoice.Text("customer"));
        var intent = InvoicePayments.Intent(w, invoice);
        if (intent?.Str("status") == "requires_action" && error is null)
            return $"<h2>Confirm your payment</h2><p><a href=\"{Html.E(Authentication.Url(w, intent))}\">Continue to your bank</a></p>";
        var saved = string.Join("", CheckoutPage.SavedOf(w, customer).Select(c =>
            $"<label class=\"choice\"><input type=\"radio\" name=\"method\" value=\"{Html.E(c.Str("id"))}\"> Use saved card {Html.E(CardDetails.Label(c))}</label>"));
        return $"""
            <h2>Pay this invoice</h2>
            {Html.Alert(error)}
            <form method="post" action="{Html.E(invoice.Str("hosted_invoice_url"))}">
              {(saved.Length == 0 ? "" : $"<fieldset><legend>Pay with</legend>{saved}<label class=\"choice\"><input type=\"radio\" name=\"method\" value=\"\" id=\"method_new\" checked> Use a new card</label></fieldset>")}
              {CardForm.Fieldset(kept, customer.Obj("address"), null)}
              <button class="primary" type="submit">Pay invoice</button>
            </form>
            """;
    }
}
