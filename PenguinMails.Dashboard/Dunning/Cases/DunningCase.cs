using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Cases;

/// <summary>How a case ended.</summary>
public enum CaseEnding
{
    /// <summary>The money came.</summary>
    Recovered,

    /// <summary>The subscription ended first.</summary>
    Canceled,

    /// <summary>The invoice was voided or given up at Stripe: nothing is owed any more.</summary>
    Forgiven,
}

/// <summary>One invoice that could not be paid, from its first failure to its end. What is mirrored of it stands in the invoice's own row.</summary>
public sealed class DunningCase : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string InvoiceId { get; init; }

    public required string StripeSubscriptionId { get; init; }

    public required string StripeCustomerId { get; init; }

    /// <summary>By Stripe's clock: the days of the schedule count from here, not from when we heard.</summary>
    public required DateTimeOffset FirstFailedAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What is owed, in minor units of <see cref="Currency"/>.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>Why the first attempt failed, in Stripe's code.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Whether the first attempt was no decline: the bank wanted its customer to confirm.</summary>
    public bool NeedsAuthentication { get; init; }

    public DateTimeOffset? SuspendedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public CaseEnding? Ending { get; set; }

    /// <summary>When somebody who manages the billing put the good news away.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When the worker should look at it next; null once it is closed.</summary>
    public DateTimeOffset? NextActionAt { get; set; }

    public Money Owed => new(Amount, Currency);

    public void Close(CaseEnding ending, DateTimeOffset now)
    {
        if (ClosedAt is not null)
            return;
        (ClosedAt, Ending, NextActionAt) = (now, ending, null);
    }
}

internal sealed class DunningCaseTable : IEntityTypeConfiguration<DunningCase>
{
    public void Configure(EntityTypeBuilder<DunningCase> table)
    {
        table.ToTable("dunning_cases");
        table.HasIndex(one => one.InvoiceId).IsUnique();
        table.HasIndex(one => new { one.TenantId, one.OpenedAt });
        table.HasIndex(one => one.NextActionAt).HasFilter("next_action_at IS NOT NULL");
        table.Property(one => one.Currency).HasMaxLength(3);
        table.Ignore(one => one.Owed);
    }
}
