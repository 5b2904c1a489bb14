using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.ChangePlan.Quotes;

/// <summary>
/// What a change would cost, as somebody was shown it. Whoever confirms it names this row, so what is charged can be held
/// against what was shown; its id is the intent that Stripe's idempotency keys come from. Amounts are minor units.
/// </summary>
public sealed class PlanQuote : ITenantOwned
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string StripeSubscriptionId { get; init; }

    public string? FromPlanId { get; init; }

    public required BillingCycle FromCycle { get; init; }

    public required string ToPlanId { get; init; }

    public required BillingCycle ToCycle { get; init; }

    /// <summary>Where it is about an add-on: which, and how many there shall be.</summary>
    public string? AddOnId { get; init; }

    public int Quantity { get; init; }

    public required ChangeTiming Timing { get; init; }

    /// <summary>From this second on the change is reckoned, whenever it is confirmed.</summary>
    public required DateTimeOffset ProrationAt { get; init; }

    /// <summary>When the change takes effect.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    public required string Currency { get; init; }

    public long DueNow { get; init; }

    /// <summary>Of what is due now; part of it.</summary>
    public long Tax { get; init; }

    /// <summary>What the tenant's balance pays of it.</summary>
    public long FromBalance { get; init; }

    public long NextAmount { get; init; }

    public DateTimeOffset NextAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When somebody said yes; from then on it is carried through, whatever interrupts.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How it ended.</summary>
    public QuoteEnd? End { get; set; }

    public IList<QuoteLine> Lines { get; init; } = [];

    public ChangeWish Wish => new(ToPlanId, ToCycle, AddOnId, Quantity);

    public Money Due => new(DueNow, Currency);

    public Money Next => new(NextAmount, Currency);

    /// <summary>Whether another look at Stripe says the same as this one said.</summary>
    public bool SaysTheSame(QuoteFigures figures, ChangeTiming timing) =>
        (Timing, Currency, DueNow, Tax, NextAmount) == (timing, figures.Currency, figures.DueNow, figures.Tax, figures.NextAmount);
}

public enum QuoteEnd
{
    Changed,
    Scheduled,
    Declined,

    /// <summary>The rest is between the payer, their bank and Stripe.</summary>
    AwaitsConfirmation,
}

/// <summary>A line of what is due now, in words.</summary>
public sealed class QuoteLine
{
    public required string Text { get; init; }

    /// <summary>Negative for a credit; before tax.</summary>
    public required long Amount { get; init; }
}

internal sealed class PlanQuoteTable : IEntityTypeConfiguration<PlanQuote>
{
    public void Configure(EntityTypeBuilder<PlanQuote> table)
    {
        table.ToTable("plan_quotes");
        table.HasIndex(quote => new { quote.TenantId, quote.CreatedAt });
        table.Property(quote => quote.Currency).HasMaxLength(3);
        table.OwnsMany(quote => quote.Lines, lines => lines.ToJson());
        table.Ignore(quote => quote.Wish);
        table.Ignore(quote => quote.Due);
        table.Ignore(quote => quote.Next);
    }
}
