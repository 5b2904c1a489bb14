using System.Globalization;

namespace PenguinMails.Dashboard.Mail;

/// <summary>Dates as mails write them: UTC, as a mail does not know its reader's zone.</summary>
public static class MailDates
{
    /// <summary>"7 March 2026".</summary>
    public static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
