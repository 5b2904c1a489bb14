using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>An invoice of the tenant's. Amounts are minor units of <see cref="Currency"/>. Links to Stripe expire and are not kept.</summary>
public sealed class Invoice : ITenantOwned
{
    /// <summary>Stripe's, <c>in_…</c>.</summary>
    public required string Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>The number on the document; a draft has none.</summary>
    public string? Number { get; set; }

    public string? StripeSubscriptionId { get; set; }

    /// <summary>In Stripe's words: draft, open, paid, void, uncollectible.</summary>
    public required string Status { get; set; }

    public required string Currency { get; set; }

    /// <summary>The sum of the lines, before discounts and the tax that comes on top.</summary>
    public long Subtotal { get; set; }

    public long Discount { get; set; }

    public long Total { get; set; }

    public long Tax { get; set; }

    public long AmountDue { get; set; }

    public long AmountPaid { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset PeriodStart { get; set; }

    public DateTimeOffset PeriodEnd { get; set; }

    /// <summary>How often its payment was tried, whoever tried.</summary>
    public int AttemptCount { get; set; }

    /// <summary>When Stripe will try again by itself; null where its automatic retries are off, as they should be.</summary>
    public DateTimeOffset? NextPaymentAttempt { get; set; }

    /// <summary>When the first attempt failed, by Stripe's clock; null while none did. Stays when the invoice is paid after all.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    public DateTimeOffset? LastFailedAt { get; set; }

    /// <summary>Why the last attempt failed, in Stripe's code.</summary>
    public string? DeclineCode { get; set; }

    /// <summary>The card that the last attempt failed with, <c>pm_…</c>.</summary>
    public string? DeclinedMethodId { get; set; }

    /// <summary>Whether the payer's bank wants them to confirm the payment: no decline, and nothing that a retry without them could cure.</summary>
    public bool NeedsAuthentication { get; set; }

    public bool IsOpen => Status == InvoiceStatus.Open;

    /// <summary>Whether it is to be paid and could not be.</summary>
    public bool IsFailing => IsOpen && FailingSince is not null;

    public Money Due => new(AmountDue - AmountPaid, Currency);

    /// <summary>What is still to be paid.</summary>
    public long AmountRemaining => Status == "open" ? AmountDue - AmountPaid : 0;

    public Money Money(long amount) => new(amount, Currency);
}

internal sealed class InvoiceTable : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> table)
    {
        table.ToTable("invoices");
        // In the order of the list, to the last tie, and with what it passes over: its first page and its count are read from here, however many invoices there are.
        table.HasIndex(invoice => new { invoice.TenantId, invoice.CreatedAt, invoice.Id, invoice.Status });
        table.HasIndex(invoice => invoice.NextPaymentAttempt).HasFilter("next_payment_attempt IS NOT NULL");
        table.Ignore(invoice => invoice.AmountRemaining);
        table.Property(invoice => invoice.Currency).HasMaxLength(3);
        table.Ignore(invoice => invoice.IsOpen);
        table.Ignore(invoice => invoice.IsFailing);
        table.Ignore(invoice => invoice.Due);
    }
}
