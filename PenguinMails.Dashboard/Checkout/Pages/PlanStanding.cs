namespace PenguinMails.Dashboard.Checkout.Pages;

/// <summary>What a plan is to the one who looks at it.</summary>
public enum PlanStanding
{
    /// <summary>Can be chosen.</summary>
    Open,

    /// <summary>The tenant is on it.</summary>
    Current,

    /// <summary>The tenant is on another; changing is not buying, and has a page of its own.</summary>
    NotNow,

    /// <summary>The viewer may not choose.</summary>
    LookOnly,

    ContactSales,
}
