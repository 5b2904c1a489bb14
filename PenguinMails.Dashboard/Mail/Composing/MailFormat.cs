namespace PenguinMails.Dashboard.Mail;

public enum MailFormat
{
    Html,
    Text,
}
