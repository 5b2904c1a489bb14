using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Billing.Mails;

/// <param name="Total">"$160.92".</param>
public sealed record InvoicePaid(string Number, string Total, DateTimeOffset Date, string InvoiceUrl) : IMailFacts
{
    public string Subject => $"Your invoice {Number} over {Total}";
}

/// <summary>Nothing is charged by itself: somebody has to pay it.</summary>
public sealed record InvoiceToPay(string Number, string Due, DateTimeOffset? DueAt, string InvoiceUrl) : IMailFacts
{
    public string Subject => DueAt is { } at ? $"Please pay {Due} by {MailDates.Day(at)}" : $"Please pay {Due}";
}

/// <param name="Paid">What the payment had been.</param>
/// <param name="Invoice">Its number; null for a payment without an invoice.</param>
/// <param name="To">"Visa ending in 4242"; null where no card is known.</param>
public sealed record MoneyRefunded(string Amount, string Paid, string? Invoice, string? To, string Url) : IMailFacts
{
    public string Subject => $"We refunded {Amount}";

    public string What => (Amount == Paid ? $"Your payment of {Paid}" : $"{Amount} of your payment of {Paid}") + (Invoice is null ? "" : $" for invoice {Invoice}");

    public string Where => To is null ? "the account you paid from" : $"your {To}";
}

/// <summary>A plan was bought twice, and the second purchase is taken back.</summary>
/// <param name="Plan">The one that stays.</param>
public sealed record SecondPurchaseRefunded(string Amount, string Plan, string? To, string Url) : IMailFacts
{
    public string Subject => $"You had paid twice: we refunded {Amount}";

    public string Where => To is null ? "the account you paid from" : $"your {To}";
}
