using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Billing.Mails;

/// <summary>The mails about a subscription's life, with examples to preview them by.</summary>
internal static class SubscriptionMails
{
    private static readonly DateTimeOffset Someday = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);

    public static void Register(IServiceCollection services)
    {
        services.AddMail<SubscriptionStarted, SubscriptionStartedMail>("Subscription started", at => new("Professional", "$149.00 a month", Someday, at.Of("/billing")));
        services.AddMail<TrialStarted, TrialStartedMail>("Trial started", at => new("Professional", "$149.00 a month", Someday, at.Of("/billing")));
        services.AddMail<TrialEnds, TrialEndsMail>("Trial ending", at => new("Professional", "$149.00 a month", Someday, HasCard: true, at.Of("/billing")));
        services.AddMail<PlanChange, PlanChangeMail>("Plan changed", at => new("Professional", "Business", "$399.00 a month", Someday, at.Of("/billing")));
        services.AddMail<PlanChangeScheduled, PlanChangeScheduledMail>("Plan change scheduled", at => new("Professional", "Starter", "$49.00 per month", Someday, at.Of("/billing")));
        services.AddMail<PlanChangeDropped, PlanChangeDroppedMail>("Scheduled change dropped", at => new("Professional", "$149.00 per month", Someday, at.Of("/billing")));
        services.AddMail<CancellationConfirmed, CancellationConfirmedMail>("Cancellation confirmed", at => new("Professional", Someday, at.Of("/billing")));
        services.AddMail<CancellationTakenBack, CancellationTakenBackMail>("Cancellation taken back", at => new("Professional", Someday, at.Of("/billing")));
        services.AddMail<SubscriptionEnded, SubscriptionEndedMail>("Subscription ended", at => new(at.Of("/plans")));
    }
}
