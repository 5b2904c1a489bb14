namespace PenguinMails.Dashboard.Mail;

/// <summary>What a reader may stop. A mail without a topic is essential: it says that money, access or an account is at stake.</summary>
public enum MailTopic
{
    UsageAlerts,
    BudgetAlerts,
    Invoices,
    CardReminders,
}

public static class MailTopics
{
    /// <summary>As it reads in "Stop … to this address".</summary>
    public static string Words(this MailTopic topic) => topic switch
    {
        MailTopic.UsageAlerts => "usage alerts",
        MailTopic.BudgetAlerts => "budget alerts",
        MailTopic.Invoices => "invoice notices",
        MailTopic.CardReminders => "card reminders",
        _ => throw new ArgumentOutOfRangeException(nameof(topic)),
    };
}
