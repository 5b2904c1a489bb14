namespace PenguinMails.Dashboard.Mail;

/// <summary>A mail in this product's look, before it is written into the outbox. Links are absolute.</summary>
/// <param name="Key">What the mail is for; the same key is the same mail.</param>
/// <param name="Paragraphs">Plain sentences; they are encoded where they go into HTML.</param>
public sealed record MailMessage(string Key, string To, string Subject, IReadOnlyList<string> Paragraphs, MailAction? Action = null);

/// <summary>The one thing a mail asks its reader to do.</summary>
public sealed record MailAction(string Label, string Url);
