using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.PaymentMethods.Reminders;

namespace PenguinMails.Dashboard.PaymentMethods;

public static class PaymentMethodsSetup
{
    public static WebApplicationBuilder AddPaymentMethods(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Portal>();
        builder.Services.AddSingleton<Wallets>();
        builder.Services.AddSingleton<CardChanges>();
        builder.Services.AddSingleton<AddCard>();
        builder.Services.AddSingleton<AddedCard>();
        builder.Services.AddSingleton<CardReminder>();
        builder.Services.AddHostedService<CardReminderWorker>();
        builder.Services.AddMail<CardExpires, CardExpiresMail>(
            "Card expiring", at => new("Visa ending in 4242", "12/2026", Expired: false, at.Of("/payment-methods")), MailTopic.CardReminders);
        return builder;
    }
}
