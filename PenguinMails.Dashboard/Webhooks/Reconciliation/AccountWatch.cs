using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Webhooks.Reconciliation;

/// <summary>How far the event list of a Stripe account has been read, and how its webhook endpoint was found.</summary>
public sealed class AccountWatch
{
    /// <summary>Stripe's <c>acct_…</c> and the mode: the two modes of an account have lists of their own.</summary>
    public required string Account { get; init; }

    /// <summary>Everything created before this is in the inbox. Moves only once what was read is stored.</summary>
    public DateTimeOffset ReadUpTo { get; set; }

    /// <summary>When the list was last read to its end; null while the very first reading is under way.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    public string? Failure { get; set; }

    /// <summary>Null where the key may not list endpoints.</summary>
    public DateTimeOffset? EndpointCheckedAt { get; set; }

    public EndpointStanding Endpoint { get; set; }

    public string? EndpointUrl { get; set; }

    public string? EndpointApiVersion { get; set; }

    /// <summary>Types of event that this product acts on and the endpoint does not send, with commas.</summary>
    public string? EndpointLacks { get; set; }
}

public enum EndpointStanding
{
    Unknown,
    Missing,
    Disabled,
    Enabled,
}

internal sealed class AccountWatchTable : IEntityTypeConfiguration<AccountWatch>
{
    public void Configure(EntityTypeBuilder<AccountWatch> table)
    {
        table.ToTable("stripe_account_watch");
        table.HasKey(watch => watch.Account);
        table.Property(watch => watch.Account).HasMaxLength(100);
        table.Property(watch => watch.EndpointUrl).HasMaxLength(2000);
        table.Property(watch => watch.EndpointLacks).HasMaxLength(4000);
    }
}
