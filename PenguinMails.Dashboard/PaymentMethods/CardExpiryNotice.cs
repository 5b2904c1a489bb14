using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.PaymentMethods;

/// <summary>That somebody was told of a card about to expire: once for each card and expiry, whoever looks how often.</summary>
public sealed class CardExpiryNotice : ITenantOwned
{
    public required Guid TenantId { get; init; }

    /// <summary>Stripe's, <c>pm_…</c>.</summary>
    public required string PaymentMethodId { get; init; }

    public required int ExpiryYear { get; init; }

    public required int ExpiryMonth { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
}

internal sealed class CardExpiryNoticeTable : IEntityTypeConfiguration<CardExpiryNotice>
{
    public void Configure(EntityTypeBuilder<CardExpiryNotice> table)
    {
        table.ToTable("card_expiry_notices");
        // A bank renews a card under the same id: the new date is another notice.
        table.HasKey(notice => new { notice.TenantId, notice.PaymentMethodId, notice.ExpiryYear, notice.ExpiryMonth });
        table.Property(notice => notice.PaymentMethodId).HasMaxLength(255);
    }
}
