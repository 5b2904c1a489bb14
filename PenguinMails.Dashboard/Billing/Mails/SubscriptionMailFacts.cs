using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Billing.Mails;

/// <param name="Price">With its cycle, "$149.00 a month".</param>
public sealed record SubscriptionStarted(string Plan, string Price, DateTimeOffset Renews, string BillingUrl) : IMailFacts
{
    public string Subject => $"Your {Plan} plan is active";
}

public sealed record TrialStarted(string Plan, string Price, DateTimeOffset Ends, string BillingUrl) : IMailFacts
{
    public string Subject => $"Your {Plan} trial has begun";
}

public sealed record TrialEnds(string Plan, string Price, DateTimeOffset Ends, bool HasCard, string BillingUrl) : IMailFacts
{
    public string Subject => $"Your {Plan} trial ends on {MailDates.Day(Ends)}";
}

public sealed record PlanChange(string From, string To, string Price, DateTimeOffset Renews, string BillingUrl) : IMailFacts
{
    public string Subject => $"Your plan is now {To}";
}

/// <param name="Price">What it costs from then on, with its cycle.</param>
public sealed record PlanChangeScheduled(string From, string To, string Price, DateTimeOffset At, string BillingUrl) : IMailFacts
{
    public string Subject => From == To ? $"You will be billed {Price} from {MailDates.Day(At)}" : $"Your plan changes to {To} on {MailDates.Day(At)}";
}

public sealed record PlanChangeDropped(string Plan, string Price, DateTimeOffset Renews, string BillingUrl) : IMailFacts
{
    public string Subject => $"Your {Plan} plan stays as it is";
}

public sealed record CancellationConfirmed(string Plan, DateTimeOffset Ends, string BillingUrl) : IMailFacts
{
    public string Subject => $"Your subscription ends on {MailDates.Day(Ends)}";
}

public sealed record CancellationTakenBack(string Plan, DateTimeOffset Renews, string BillingUrl) : IMailFacts
{
    public string Subject => $"Your {Plan} plan goes on";
}

public sealed record SubscriptionEnded(string PlansUrl) : IMailFacts
{
    public string Subject => "Your subscription has ended";
}
