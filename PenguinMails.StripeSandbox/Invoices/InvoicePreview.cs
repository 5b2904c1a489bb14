namespace PenguinMails.StripeSandbox.Invoices;

internal static class InvoicePreview
{
    public static Reply Create(ApiCall c) => throw StripeError.Invalid("Not there yet.");
}
