namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Stripe's words for an invoice's status. https://docs.stripe.com/api/invoices/object#invoice_object-status</summary>
public static class InvoiceStatus
{
    public const string Draft = "draft";
    public const string Open = "open";
    public const string Paid = "paid";
    public const string Void = "void";
    public const string Uncollectible = "uncollectible";
}
