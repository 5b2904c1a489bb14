namespace PenguinMails.StripeSandbox.Wire;

/// <summary>How Stripe's messages and addresses call its resources.</summary>
internal static class Wording
{
    public static string Of(string kind) => kind switch
    {
        "payment_method" => "PaymentMethod",
        "checkout.session" => "checkout.session",
        "invoiceitem" => "invoice item",
        "billing_portal.configuration" => "configuration",
        "test_helpers.test_clock" => "test clock",
        "subscription_item" => "subscription_item",
        _ => kind.Replace('_', ' ') switch { "payment intent" => "payment_intent", "setup intent" => "setupintent", var k => k },
    };

    /// <summary>The address of a list inside an object, as its `url` says.</summary>
    public static string ListUrl(JsonObject owner, string member) => (owner.Str("object"), member) switch
    {
        ("subscription", "items") => $"/v1/subscription_items?subscription={owner.Str("id")}",
        ("invoice", "payments") => $"/v1/invoice_payments?invoice={owner.Str("id")}",
        ("subscription", _) => $"/v1/subscriptions/{owner.Str("id")}/{member}",
        var (kind, _) => $"/v1/{kind?.Replace('.', '/')}s/{owner.Str("id")}/{member}",
    };
}
