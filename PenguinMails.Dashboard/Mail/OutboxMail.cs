using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Mail;

/// <summary>A mail that was decided and has to leave. Facts are recorded; whether it waits, left, died or was withdrawn follows from them.</summary>
public sealed class OutboxMail
{
    public long Id { get; init; }

    public Guid? TenantId { get; init; }

    /// <summary>What the mail is for, unique: the same decision made twice is one mail.</summary>
    public required string Key { get; init; }

    /// <summary>The matter it belongs to, where a later mail of the same matter makes an unsent one untrue; see <see cref="MailOrder.Conversation"/>.</summary>
    public string? Conversation { get; init; }

    /// <summary>The name of its <see cref="MailKind"/>.</summary>
    public required string Kind { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }

    /// <summary>Where one click stops mails of this kind (RFC 8058); null where they are essential.</summary>
    public string? StopUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DeadAt { get; set; }

    /// <summary>When a later mail of its conversation took its place before it had left.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public string? LastError { get; set; }
}

internal sealed class OutboxMailTable : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> table)
    {
        table.ToTable("outbox_mails");
        table.HasIndex(mail => mail.Key).IsUnique();
        table.HasIndex(mail => mail.Conversation);
        table.HasIndex(mail => mail.NextAttemptAt).HasFilter("sent_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL");
        table.HasIndex(mail => new { mail.TenantId, mail.Id });
        table.Property(mail => mail.Html).HasMaxLength(-1);
        table.Property(mail => mail.Text).HasMaxLength(-1);
        table.Property(mail => mail.LastError).HasMaxLength(2000);
        table.Property(mail => mail.Kind).HasDefaultValue("");
    }
}
