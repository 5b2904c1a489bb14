using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>
/// Hears of transitions inside the transaction that writes them, and only writes rows. What leaves the process
/// (mail, a call to Stripe) is sent later, from those rows.
/// </summary>
public interface ITransitionHandler
{
    Task HandleAsync(BillingTransition transition, TransitionContext context, CancellationToken ct);
}

/// <summary>The transaction and the moment a transition belongs to.</summary>
public sealed record TransitionContext(BillingDb Db, Guid TenantId, DateTimeOffset Now);
