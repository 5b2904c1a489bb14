using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Checkout;

/// <summary>What Stripe says about the session a payer came back from.</summary>
public abstract record ReturnOutcome
{
    /// <summary>Paid, and the mirror has been asked to catch up.</summary>
    public sealed record Paid : ReturnOutcome;

    /// <summary>Still open: the payer came back without paying.</summary>
    public sealed record NotPaid : ReturnOutcome;

    /// <summary>No session of this tenant's.</summary>
    public sealed record Unknown : ReturnOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : ReturnOutcome;

    private ReturnOutcome()
    {
    }
}

/// <summary>The way back from Checkout. Coming back proves nothing: Stripe is asked, and the Synchroniser writes what it says.</summary>
public sealed class CheckoutReturn(CheckoutSessions sessions, BillingCustomers customers, Synchroniser synchroniser)
{
    public async Task<ReturnOutcome> ConfirmAsync(Caller caller, string? sessionId, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(sessionId) || await customers.FindAsync(caller.OwnTenant, ct) is not { } customer)
            return new ReturnOutcome.Unknown();
        try
        {
            var session = await sessions.FindAsync(sessionId, ct);
            if (session is null || session.CustomerId != customer.StripeCustomerId)
                return new ReturnOutcome.Unknown();
            if (!session.IsComplete)
                return new ReturnOutcome.NotPaid();
            await synchroniser.RefreshAsync(customer.StripeCustomerId, SyncHints.All, ct: ct);
            return new ReturnOutcome.Paid();
        }
        catch (StripeUnavailableException error)
        {
            return new ReturnOutcome.StripeUnavailable(error.RetryAfter);
        }
        catch (StripeRefusedException)
        {
            return new ReturnOutcome.Unknown();
        }
    }
}
