namespace PenguinMails.Dashboard.Accounts.Team;

public abstract record TeamOutcome
{
    public sealed record Done : TeamOutcome;

    public sealed record NotAllowed : TeamOutcome;

    /// <summary>Owners are made, changed and removed by owners alone.</summary>
    public sealed record OwnersAlone : TeamOutcome;

    /// <summary>A workspace without an owner could not be managed any more.</summary>
    public sealed record LastOwner : TeamOutcome;

    /// <summary>No such member or invitation in the caller's team (any more).</summary>
    public sealed record NotFound : TeamOutcome;

    public sealed record BadAddress : TeamOutcome;

    /// <summary>Of the caller's own team already.</summary>
    public sealed record MemberAlready : TeamOutcome;

    /// <summary>An open invitation to this address exists.</summary>
    public sealed record InvitedAlready : TeamOutcome;

    public sealed record TooManyInvitations : TeamOutcome;

    /// <summary>Sent again only a moment ago.</summary>
    public sealed record TooSoon : TeamOutcome;

    private TeamOutcome()
    {
    }
}
