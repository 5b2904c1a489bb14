using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.PaymentMethods.Reminders;

/// <param name="Card">"Visa ending in 4242".</param>
/// <param name="Expiry">"12/2030".</param>
/// <param name="Expired">Whether it has ended already.</param>
public sealed record CardExpires(string Card, string Expiry, bool Expired, string CardsUrl) : IMailFacts
{
    public string Subject => Expired ? $"Your {Card} has expired" : $"Your {Card} expires soon";
}
