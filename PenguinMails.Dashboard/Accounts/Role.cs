namespace PenguinMails.Dashboard.Accounts;

/// <summary>What a person may do. The first three are roles within one tenant, the last is PenguinMails' own.</summary>
public enum Role
{
    /// <summary>May look at the tenant's billing; sees no payment details and changes nothing.</summary>
    Member,

    /// <summary>Everything of the tenant's billing.</summary>
    BillingAdmin,

    /// <summary>Everything of the tenant's billing; the one who signed up.</summary>
    Owner,

    /// <summary>PenguinMails' billing admin: every tenant's account, never a password or a card.</summary>
    BillingOperator,
}
