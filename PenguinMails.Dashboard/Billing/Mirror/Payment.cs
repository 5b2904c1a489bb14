using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>A payment, made or tried. Amounts are minor units of <see cref="Currency"/>.</summary>
public sealed class Payment : ITenantOwned
{
    /// <summary>Stripe's payment intent, <c>pi_…</c>.</summary>
    public required string Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>The invoice it pays, where it pays one.</summary>
    public string? InvoiceId { get; set; }

    public long Amount { get; set; }

    public long AmountRefunded { get; set; }

    public required string Currency { get; set; }

    /// <summary>In Stripe's words, as the payment intent has it.</summary>
    public required string StripeStatus { get; set; }

    public string? Description { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public string? ReceiptUrl { get; set; }

    /// <summary>Why it failed, in Stripe's code.</summary>
    public string? DeclineCode { get; set; }

    /// <summary>Where the payer's bank stands on it, in Stripe's words (needs_response, won, lost …); null while nobody disputes it.</summary>
    public string? DisputeStatus { get; set; }

    public Card? Card { get; set; }

    public Money Money => new(Amount, Currency);

    public Money Refunded => new(AmountRefunded, Currency);

    /// <summary>What a person calls it: succeeded, partially_refunded, refunded, failed, pending.</summary>
    public string Status => this switch
    {
        { StripeStatus: "succeeded" } when AmountRefunded >= Amount && Amount > 0 => "refunded",
        { StripeStatus: "succeeded", AmountRefunded: > 0 } => "partially_refunded",
        { StripeStatus: "succeeded" } => "succeeded",
        { StripeStatus: "canceled" } => "canceled",
        { StripeStatus: "requires_action" } => "requires_action",
        { StripeStatus: "requires_payment_method", DeclineCode: not null } => "failed",
        _ => "pending",
    };
}

internal sealed class PaymentTable : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> table)
    {
        table.ToTable("payments");
        table.HasIndex(payment => new { payment.TenantId, payment.CreatedAt, payment.Id });
        table.HasIndex(payment => payment.InvoiceId);
        table.Property(payment => payment.Currency).HasMaxLength(3);
        table.Property(payment => payment.ReceiptUrl).HasMaxLength(2000);
        table.Ignore(payment => payment.Money);
        table.Ignore(payment => payment.Refunded);
        table.Ignore(payment => payment.Status);
        table.OwnsOne(payment => payment.Card);
    }
}
