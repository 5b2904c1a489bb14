using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Mail;

/// <summary>A mail that was decided and has to leave. Facts are recorded; whether it waits, left or died follows from them.</summary>
public sealed class OutboxMail
{
    public long Id { get; init; }

    public Guid? TenantId { get; init; }

    /// <summary>What the mail is for, unique: the same decision made twice is one mail.</summary>
    public required string Key { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DeadAt { get; set; }

    public string? LastError { get; set; }
}

internal sealed class OutboxMailTable : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> table)
    {
        table.ToTable("outbox_mails");
        table.HasIndex(mail => mail.Key).IsUnique();
        table.HasIndex(mail => mail.NextAttemptAt).HasFilter("sent_at IS NULL AND dead_at IS NULL");
        table.Property(mail => mail.Html).HasMaxLength(-1);
        table.Property(mail => mail.Text).HasMaxLength(-1);
        table.Property(mail => mail.LastError).HasMaxLength(2000);
    }
}
