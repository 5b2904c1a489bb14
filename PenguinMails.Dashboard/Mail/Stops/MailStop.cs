using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Mail.Stops;

/// <summary>An address that wants no more mails of a topic from a tenant.</summary>
public sealed class MailStop : ITenantOwned
{
    public required Guid TenantId { get; init; }

    /// <summary>See <see cref="Normal"/>.</summary>
    public required string Address { get; init; }

    public required MailTopic Topic { get; init; }

    public required DateTimeOffset StoppedAt { get; init; }

    /// <summary>An address as it is compared: people do not mind its case.</summary>
    public static string Normal(string address) => address.Trim().ToUpperInvariant();
}

internal sealed class MailStopTable : IEntityTypeConfiguration<MailStop>
{
    public void Configure(EntityTypeBuilder<MailStop> table)
    {
        table.ToTable("mail_stops");
        table.HasKey(stop => new { stop.TenantId, stop.Address, stop.Topic });
    }
}
