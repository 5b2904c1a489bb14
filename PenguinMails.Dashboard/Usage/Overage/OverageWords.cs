using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>The tenant's choice in plain words.</summary>
public static class OverageWords
{
    /// <summary>"$10.00 per 10,000 emails".</summary>
    public static string Pack(MeteredPrice price) => FormattableString.Invariant($"{price.Money} per {price.UnitSize:N0} emails");

    public static string Name(this OverageChoice choice) => choice switch
    {
        OverageChoice.Bill => "Send and bill them",
        OverageChoice.AskFirst => "Ask first",
        _ => "Stop at the limit",
    };

    public static string Explain(this OverageChoice choice, MeteredPrice price) => choice switch
    {
        OverageChoice.Bill => $"Campaigns go on. {Pack(price)}; a pack that is begun is paid, as its own line on the next invoice.",
        OverageChoice.AskFirst => "Emails wait at the limit until somebody allows more for the period.",
        _ => "Nothing beyond the plan is sent, and nothing beyond it is billed.",
    };

    /// <summary>What happens beyond the limit, as a sentence.</summary>
    public static string Beyond(OverageChoice choice, bool trialing, MeteredPrice price) => choice switch
    {
        _ when trialing => "Within the trial nothing beyond the limit is sent, and nothing is billed.",
        OverageChoice.Bill => $"Beyond the limit, emails cost {Pack(price)}; a pack that is begun is paid.",
        OverageChoice.AskFirst => "At the limit, emails wait until you allow more for this period.",
        _ => "At the limit, sending stops until the next period.",
    };
}
