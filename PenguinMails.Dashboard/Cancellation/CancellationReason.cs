namespace PenguinMails.Dashboard.Cancellation;

public enum CancellationReason
{
    TooExpensive,
    NotUsed,
    MissingFeatures,
    Other,
}

public static class CancellationReasons
{
    public static string Word(this CancellationReason reason) => reason switch
    {
        CancellationReason.TooExpensive => "Too expensive",
        CancellationReason.NotUsed => "Not using it",
        CancellationReason.MissingFeatures => "Missing features",
        _ => "Something else",
    };

    /// <summary>As the REST API writes it.</summary>
    public static CancellationReason? Parse(string? word) => word switch
    {
        "too_expensive" => CancellationReason.TooExpensive,
        "not_used" => CancellationReason.NotUsed,
        "missing_features" => CancellationReason.MissingFeatures,
        "other" => CancellationReason.Other,
        _ => null,
    };
}
