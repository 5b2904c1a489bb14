namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Which events mean that the mirror of a customer may be out of date.</summary>
internal static class EventKinds
{
    private static readonly string[] Families =
    [
        "customer.subscription.",
        "checkout.session.",
        "invoice.",
        "payment_intent.",
        "charge.",
        "payment_method.",
    ];

    private static readonly HashSet<string> Single = new(StringComparer.Ordinal) { "customer.created", "customer.updated", "customer.deleted" };

    public static bool Concerns(string type) =>
        Single.Contains(type) || Families.Any(family => type.StartsWith(family, StringComparison.Ordinal));
}
