namespace PenguinMails.Dashboard.Checkout;

/// <summary>What became of the wish to buy a plan.</summary>
public abstract record CheckoutOutcome
{
    /// <summary>Stripe's page is waiting there.</summary>
    public sealed record Redirect(Uri Url) : CheckoutOutcome;

    /// <summary>The tenant has a live subscription; a plan is changed, not bought again.</summary>
    public sealed record AlreadySubscribed : CheckoutOutcome;

    /// <summary>No such plan, or not one that is sold here.</summary>
    public sealed record NotForSale(string PlanId) : CheckoutOutcome;

    /// <summary>The plan is agreed with a person.</summary>
    public sealed record ContactSales : CheckoutOutcome;

    /// <summary>The caller may look, not buy.</summary>
    public sealed record NotAllowed : CheckoutOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : CheckoutOutcome;

    private CheckoutOutcome()
    {
    }
}
