using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>
/// What an unpaid invoice does to what its tenant may do: announced when the payment fails, in force later, lifted when it is
/// paid. Facts alone; whoever collects the debt writes them through <see cref="Suspensions"/>.
/// </summary>
public sealed class Suspension : ITenantOwned
{
    public required string InvoiceId { get; init; }

    public required Guid TenantId { get; init; }

    public required string StripeSubscriptionId { get; init; }

    /// <summary>When sending stops unless the invoice is paid.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>When it was decided to end the subscription for it; whoever decided tells the tenant.</summary>
    public DateTimeOffset? EndingAt { get; set; }

    public DateTimeOffset? LiftedAt { get; set; }

    public bool IsInForce => SuspendedAt is not null && LiftedAt is null;

    public bool Of(TenantSubscription subscription) => StripeSubscriptionId == subscription.StripeSubscriptionId;
}

internal sealed class SuspensionTable : IEntityTypeConfiguration<Suspension>
{
    public void Configure(EntityTypeBuilder<Suspension> table)
    {
        table.ToTable("suspensions");
        table.HasKey(suspension => suspension.InvoiceId);
        table.HasIndex(suspension => suspension.TenantId);
        table.Ignore(suspension => suspension.IsInForce);
    }
}
