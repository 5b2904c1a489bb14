namespace PenguinMails.Dashboard.Dunning;

/// <summary>Where this room's pages are, for links in mails and on pages.</summary>
internal static class DunningPaths
{
    /// <summary>The case, its timeline and what can be done.</summary>
    public const string Overview = "/billing/payment-recovery";

    /// <summary>Leads to Stripe's form for a new card.</summary>
    public const string Card = "/billing/payment-recovery/card";

    /// <summary>Where that form comes back to.</summary>
    public const string CardSaved = "/billing/payment-recovery/card-saved";

    /// <summary>Leads to Stripe's page of the open invoice.</summary>
    public const string Confirm = "/billing/payment-recovery/confirm";
}
