namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>What a tenant wants to happen to emails beyond its plan's limit.</summary>
public enum OverageChoice
{
    /// <summary>They are sent and billed by the pack. What holds until a tenant chooses: its campaigns go on, and it is warned from 80% on.</summary>
    Bill,

    /// <summary>They wait until somebody allows them for the period.</summary>
    AskFirst,

    /// <summary>They are not sent.</summary>
    Block,
}

public static class OverageChoices
{
    public static string Word(this OverageChoice choice) => choice switch
    {
        OverageChoice.Bill => "bill",
        OverageChoice.AskFirst => "ask_first",
        _ => "block",
    };

    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<OverageChoice>().Select(Word)];

    public static OverageChoice? Parse(string? word) => word switch
    {
        "bill" => OverageChoice.Bill,
        "ask_first" => OverageChoice.AskFirst,
        "block" => OverageChoice.Block,
        _ => null,
    };
}
