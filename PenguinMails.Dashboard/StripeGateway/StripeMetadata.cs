namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>The metadata keys by which Stripe's objects lead back to this product's.</summary>
public static class StripeMetadata
{
    public const string TenantId = "tenant_id";

    public const string Plan = "plan";

    public const string CheckoutAttempt = "checkout_attempt";

    public const string CardSetup = "card_setup";
}
