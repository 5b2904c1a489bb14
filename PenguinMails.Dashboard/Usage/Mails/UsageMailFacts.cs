using System.Globalization;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Usage.Mails;

/// <param name="What">"Emails sent", as it begins a sentence.</param>
/// <param name="Beyond">What happens beyond the limit, as a sentence.</param>
public sealed record UsageAlert(string What, int Percent, long Used, long Limit, string Plan, DateTimeOffset Resets, string Beyond, string UsageUrl) : IMailFacts
{
    public string Subject => Percent >= 100 ? $"{What}: the limit of {Plan} is reached" : $"{What}: {Percent}% of your {Plan} limit";

    public string Numbers => $"{Used.ToString("N0", CultureInfo.InvariantCulture)} of {Limit.ToString("N0", CultureInfo.InvariantCulture)}";
}

/// <summary>The plan's emails are used up and no more are sent.</summary>
/// <param name="CanAllow">Whether somebody can allow more for this period.</param>
/// <param name="Pack">What more would cost: "$10.00 per 10,000 emails".</param>
public sealed record SendingStopped(bool CanAllow, long Limit, string Plan, string Pack, DateTimeOffset Resets, string UsageUrl) : IMailFacts
{
    public string Subject => CanAllow ? "Your emails are waiting for your approval" : "Sending has stopped at your plan's limit";

    public string LimitWords => Limit.ToString("N0", CultureInfo.InvariantCulture);
}

public sealed record BudgetAlert(int Percent, string Projected, string Budget, string UsageUrl) : IMailFacts
{
    public string Subject => Percent >= 100 ? $"This month is expected to reach your budget of {Budget}" : $"This month is at {Percent}% of your budget";
}
