namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>The hosted invoice page (which can be paid on), its PDF, and receipts.</summary>
internal static class InvoicePages
{
    public static void Map(WebApplication app, Sandbox sandbox)
    {
        app.MapGet("/i/acct_sandbox/test_{token}", (string token, CancellationToken ct) => sandbox.RunAsync(w => With(w, token, i => InvoicePage.Render(w, i)), ct));
        app.MapGet("/i/acct_sandbox/test_{token}/pdf", (string token, CancellationToken ct) => sandbox.RunAsync(w => With(w, token,
            i => Results.File(InvoicePdf.Write(w, i), "application/pdf", $"Invoice-{i.Str("number")}.pdf")), ct));
        app.MapPost("/i/acct_sandbox/test_{token}", async (string token, HttpRequest request, CancellationToken ct) =>
        {
            var form = new CardForm(await request.ReadFormAsync(ct));
            return await sandbox.RunAsync(w => With(w, token, i => Pay(w, i, form)), ct);
        }).DisableAntiforgery();
        app.MapGet("/receipts/{charge}", (string charge, CancellationToken ct) => sandbox.RunAsync(w => Receipt(w, charge), ct));
    }

    private static IResult With(UnitOfWork w, string token, Func<JsonObject, IResult> show) =>
        w.Where("invoice", i => i.Str("_token") == token).FirstOrDefault() is { } invoice ? show(invoice)
            : Html.Notice("Not found", "There is no invoice at this address.", status: 404);

    private static IResult Pay(UnitOfWork w, JsonObject invoice, CardForm form)
    {
        if (invoice.Str("status") != "open")
            return SeeOther.To(invoice.Text("hosted_invoice_url"));
        var customer = w.Get("customer", invoice.Text("customer"));
        var saved = form.SavedMethod;
        JsonObject? pm;
        if (saved.Length > 0)
            pm = w.Find("payment_method", saved) is { } m && m.Str("customer") == customer.Str("id") ? m : null;
        else
        {
            (pm, var problem) = form.Read(w);
            if (pm is null)
                return InvoicePage.Render(w, invoice, problem, form.Kept());
            w.Add(pm);
        }
        if (pm is null)
            return InvoicePage.Render(w, invoice, "This card can no longer be used.");
        var answer = InvoicePayments.Collect(w, invoice, pm, offSession: false);
        switch (answer)
        {
            case BankAnswer.Declined d:
                return InvoicePage.Render(w, invoice, DeclineCodes.Message(d.Code), form.Kept());
            case BankAnswer.Authenticate:
                return SeeOther.To(Authentication.Url(w, InvoicePayments.Intent(w, invoice)!));
            default:
                if (pm.Str("customer") is null)
                    Attachment.Attach(w, pm, customer);
                return SeeOther.To(invoice.Text("hosted_invoice_url"));
        }
    }

    private static IResult Receipt(UnitOfWork w, string id)
    {
        if (w.Find("charge", id) is not { } charge || !charge.Flag("paid"))
            return Html.Notice("Not found", "There is no receipt at this address.", status: 404);
        var card = charge.Obj("payment_method_details.card")!;
        return Html.Page("Receipt from PenguinMails", $"""
            <h1>Receipt from PenguinMails</h1>
            <dl class="sums">
              <dt>Amount paid</dt><dd>{Html.Money(charge.Int("amount"), charge.Str("currency"))}</dd>
              <dt>Date paid</dt><dd>{Html.Date(charge.Int("created"))}</dd>
              <dt>Payment method</dt><dd>{Html.E(CardDetails.Brand(card.Text("brand")))} •••• {Html.E(card.Str("last4"))}</dd>
              {(charge.Int("amount_refunded") > 0 ? $"<dt>Refunded</dt><dd>{Html.Money(charge.Int("amount_refunded"), charge.Str("currency"))}</dd>" : "")}
            </dl>
            <p class="quiet">{Html.E(charge.Str("description"))} <code>{Html.E(charge.Str("id"))}</code></p>
            """);
    }
}
