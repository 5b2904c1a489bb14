using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.PaymentMethods;

/// <summary>A card that a tenant set out to save on Stripe's page. Written before Stripe is asked, so that what was meant survives a closed tab.</summary>
public sealed class CardSetup : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>Whether the card shall pay from then on.</summary>
    public required bool MakeDefault { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? StripeSessionId { get; set; }

    /// <summary>When the card was saved and everything meant with it was done.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class CardSetupTable : IEntityTypeConfiguration<CardSetup>
{
    public void Configure(EntityTypeBuilder<CardSetup> table)
    {
        table.ToTable("card_setups");
        table.HasIndex(setup => new { setup.TenantId, setup.CreatedAt }).HasFilter("finished_at IS NULL");
    }
}
