using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>A person who signs in. Belongs to one tenant, or (an operator) to none.</summary>
public sealed class User : IdentityUser<Guid>
{
    public Guid? TenantId { get; init; }

    public Role Role { get; set; }

    public required string DisplayName { get; set; }
}

internal sealed class UserTable : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> table)
    {
        table.ToTable("users", users => users.HasCheckConstraint(
            "ck_users_tenant_by_role", "(role = 'BillingOperator') = (tenant_id IS NULL)"));
        table.Property(user => user.DisplayName).HasMaxLength(200);
        table.HasOne<Tenant>().WithMany().HasForeignKey(user => user.TenantId);
    }
}
