using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Webhooks;

public enum InboxStatus
{
    Waiting,
    Done,
    Ignored,
    Dead,
}

/// <summary>
/// An event as Stripe delivered it, once for each event id. Its payload says what to look at, never what is true.
/// Facts are recorded; the status follows from them.
/// </summary>
public sealed class WebhookEvent
{
    public long Id { get; init; }

    /// <summary>Stripe's, <c>evt_…</c>; a second delivery of it changes nothing.</summary>
    public required string EventId { get; init; }

    public required string Type { get; init; }

    /// <summary>The API version the payload is written in; null where Stripe says none.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The customer it is about; null for events about none.</summary>
    public string? StripeCustomerId { get; init; }

    public string? ObjectId { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ProcessedAt { get; set; }

    /// <summary>Why nothing had to be done, where that is so.</summary>
    public string? IgnoredBecause { get; set; }

    /// <summary>When it was given up after the last try.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public string? LastError { get; set; }

    public InboxStatus Status => this switch
    {
        { IgnoredBecause: not null } => InboxStatus.Ignored,
        { ProcessedAt: not null } => InboxStatus.Done,
        { DeadAt: not null } => InboxStatus.Dead,
        _ => InboxStatus.Waiting,
    };
}

internal sealed class WebhookEventTable : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> table)
    {
        table.ToTable("webhook_events");
        table.HasIndex(@event => @event.EventId).IsUnique();
        table.HasIndex(@event => new { @event.NextAttemptAt, @event.StripeCustomerId }).HasFilter("processed_at IS NULL AND dead_at IS NULL");
        table.Property(@event => @event.Payload).HasMaxLength(-1);
        table.Property(@event => @event.LastError).HasMaxLength(2000);
        table.Ignore(@event => @event.Status);
    }
}
