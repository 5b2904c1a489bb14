using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;

namespace PenguinMails.Dashboard.ChangePlan;

/// <summary>What became of the wish to change a subscription.</summary>
public abstract record ChangeOutcome
{
    /// <summary>What it would cost; nothing has changed yet.</summary>
    public sealed record Quoted(PlanQuote Quote) : ChangeOutcome;

    /// <summary>Done, and paid where there was something to pay.</summary>
    public sealed record Changed : ChangeOutcome;

    public sealed record Scheduled(DateTimeOffset At) : ChangeOutcome;

    /// <summary>The payer's bank wants them to confirm on Stripe's page; until then nothing changes.</summary>
    public sealed record NeedsConfirmation(Uri Page) : ChangeOutcome;

    /// <summary>Not paid, so not changed.</summary>
    public sealed record Declined(string Reason) : ChangeOutcome;

    /// <summary>What was shown is no longer what would be charged; nothing was. This is the new quote.</summary>
    public sealed record QuoteChanged(PlanQuote Quote) : ChangeOutcome;

    /// <summary>There is no such quote of this tenant's.</summary>
    public sealed record UnknownQuote : ChangeOutcome;

    public sealed record ExceedsLimits(IReadOnlyList<LimitExcess> Excesses) : ChangeOutcome;

    public sealed record NothingToChange : ChangeOutcome;

    public sealed record NotNow(ChangeObstacle Obstacle) : ChangeOutcome;

    /// <summary>No such plan or add-on, or not one that is sold here.</summary>
    public sealed record NotForSale : ChangeOutcome;

    /// <summary>The plan is agreed with a person.</summary>
    public sealed record ContactSales : ChangeOutcome;

    /// <summary>The caller may look, not change.</summary>
    public sealed record NotAllowed : ChangeOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : ChangeOutcome;

    private ChangeOutcome()
    {
    }
}
