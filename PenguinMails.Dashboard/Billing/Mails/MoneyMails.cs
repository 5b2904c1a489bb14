using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Billing.Mails;

/// <summary>The mails about money that moved or has to, with examples to preview them by. Only of a paid invoice one may hear no more.</summary>
internal static class MoneyMails
{
    private const string Card = "Visa ending in 4242";
    private static readonly DateTimeOffset Someday = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);

    public static void Register(IServiceCollection services)
    {
        services.AddMail<InvoicePaid, InvoicePaidMail>("Invoice available", at => new("PNGN-0007", "$160.92", Someday, at.Of("/invoices/in_1")), MailTopic.Invoices);
        services.AddMail<InvoiceToPay, InvoiceToPayMail>("Invoice to pay", at => new("PNGN-0008", "$160.92", Someday, at.Of("/invoices/in_1")));
        services.AddMail<MoneyRefunded, MoneyRefundedMail>("Refund", at => new("$50.00", "$160.92", "PNGN-0007", Card, at.Of("/invoices/in_1")));
        services.AddMail<SecondPurchaseRefunded, SecondPurchaseRefundedMail>("Refund of a second purchase", at => new("$149.00", "Professional", Card, at.Of("/billing")));
    }
}
