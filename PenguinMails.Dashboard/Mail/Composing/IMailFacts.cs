namespace PenguinMails.Dashboard.Mail;

/// <summary>What a mail tells. How it is worded is said by the Razor component registered for it with <see cref="MailRegistration.AddMail"/>.</summary>
public interface IMailFacts
{
    string Subject { get; }
}
