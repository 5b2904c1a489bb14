namespace PenguinMails.Dashboard.Mail;

/// <summary>The section <c>Mail</c>. Without a host nothing leaves: in Development the mails are read at <c>/dev/mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS, or TLS from the start on port 465).</summary>
    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string From { get; set; } = "PenguinMails billing <billing@penguinmails.com>";
}
