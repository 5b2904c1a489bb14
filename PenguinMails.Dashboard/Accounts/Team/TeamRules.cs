namespace PenguinMails.Dashboard.Accounts.Team;

/// <summary>Who may make what of whom. Rules alone: no database.</summary>
public static class TeamRules
{
    private static readonly Role[] Everything = [Role.Owner, Role.BillingAdmin, Role.Member];
    private static readonly Role[] ButOwners = [Role.BillingAdmin, Role.Member];

    /// <summary>The roles that the caller may give: a billing admin makes no owners.</summary>
    public static IReadOnlyList<Role> MayGive(Caller caller) => caller switch
    {
        { ManagesBilling: false } => [],
        { Role: Role.Owner } => Everything,
        _ => ButOwners,
    };

    /// <summary>Why a change must not be, or null when it may. <paramref name="to"/> is null for taking somebody out of the team.</summary>
    public static TeamOutcome? Objection(Caller caller, Role from, Role? to, int owners)
    {
        if (!caller.ManagesBilling)
            return new TeamOutcome.NotAllowed();
        if ((from is Role.Owner || to is Role.Owner) && caller.Role is not Role.Owner)
            return new TeamOutcome.OwnersAlone();
        if (to is Role.BillingOperator)
            return new TeamOutcome.NotAllowed();
        return from is Role.Owner && to is not Role.Owner && owners <= 1 ? new TeamOutcome.LastOwner() : null;
    }

    public static string NameOf(Role role) => role switch
    {
        Role.Owner => "Owner",
        Role.BillingAdmin => "Billing admin",
        Role.Member => "Member",
        _ => "Operator",
    };

    public static string Means(Role role) => role switch
    {
        Role.Owner => "Everything, and makes other owners",
        Role.BillingAdmin => "Everything of billing, and the team except owners",
        _ => "May look; changes nothing and sees no payment details",
    };
}
