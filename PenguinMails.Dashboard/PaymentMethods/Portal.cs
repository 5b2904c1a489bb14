using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.PaymentMethods;

public abstract record PortalOutcome
{
    public sealed record Redirect(Uri Url) : PortalOutcome;

    public sealed record NotAllowed : PortalOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : PortalOutcome;

    private PortalOutcome()
    {
    }
}

/// <summary>Opens Stripe's customer portal, where cards are changed: no card number ever comes here.</summary>
public sealed class Portal(BillingCustomers customers, PortalSessions sessions)
{
    /// <param name="caller">Who asks; must manage the tenant's billing.</param>
    /// <param name="returnUrl">Where the portal's way back leads: an address of ours.</param>
    /// <param name="ct">Gives up.</param>
    public Task<PortalOutcome> OpenAsync(Caller caller, string returnUrl, CancellationToken ct) =>
        OpenAsync(caller, customer => sessions.CreateAsync(customer, returnUrl, ct), ct);

    /// <summary>Straight to the form of the card, and back when it is done.</summary>
    public Task<PortalOutcome> OpenForCardAsync(Caller caller, string returnUrl, CancellationToken ct) =>
        OpenAsync(caller, customer => sessions.CreateForCardAsync(customer, returnUrl, ct), ct);

    private async Task<PortalOutcome> OpenAsync(Caller caller, Func<string, Task<Uri>> open, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new PortalOutcome.NotAllowed();
        try
        {
            var customer = await customers.GetOrCreateAsync(caller.OwnTenant, ct);
            return new PortalOutcome.Redirect(await open(customer.StripeCustomerId));
        }
        catch (StripeUnavailableException error)
        {
            return new PortalOutcome.StripeUnavailable(error.RetryAfter);
        }
    }
}
