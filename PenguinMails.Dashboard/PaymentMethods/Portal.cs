using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Mail;
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
public sealed class Portal(BillingCustomers customers, PortalSessions sessions, PublicAddress address)
{
    public async Task<PortalOutcome> OpenAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new PortalOutcome.NotAllowed();
        try
        {
            var customer = await customers.GetOrCreateAsync(caller.OwnTenant, ct);
            return new PortalOutcome.Redirect(await sessions.CreateAsync(customer.StripeCustomerId, address.Of("/billing"), ct));
        }
        catch (StripeUnavailableException error)
        {
            return new PortalOutcome.StripeUnavailable(error.RetryAfter);
        }
    }
}
