using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Accounts.Contacts;

/// <summary>Somebody who gets a tenant's billing mails: one primary, and any number beside. They need no account here.</summary>
public sealed class BillingContact : ITenantOwned
{
    public const int LongestAddress = 254;

    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string Email { get; set; }

    public string? Name { get; set; }

    public bool IsPrimary { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class BillingContactTable : IEntityTypeConfiguration<BillingContact>
{
    public void Configure(EntityTypeBuilder<BillingContact> table)
    {
        table.ToTable("billing_contacts");
        table.Property(contact => contact.Email).HasMaxLength(BillingContact.LongestAddress);
        table.Property(contact => contact.Name).HasMaxLength(200);
        table.HasIndex(contact => new { contact.TenantId, contact.Email }).IsUnique();
        table.HasOne<Tenant>().WithMany().HasForeignKey(contact => contact.TenantId);
    }
}
