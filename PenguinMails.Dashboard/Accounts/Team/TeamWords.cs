namespace PenguinMails.Dashboard.Accounts.Team;

/// <summary>An outcome as the page says it; null when all went well.</summary>
internal static class TeamWords
{
    public static string? Problem(TeamOutcome outcome) => outcome switch
    {
        TeamOutcome.Done => null,
        TeamOutcome.NotAllowed => "Only the owner or a billing admin of your workspace can do this.",
        TeamOutcome.OwnersAlone => "Only an owner can make, change or remove owners.",
        TeamOutcome.LastOwner => "A workspace needs an owner. Make somebody else owner first.",
        TeamOutcome.NotFound => "That was changed meanwhile; the list shows how it is now.",
        TeamOutcome.BadAddress => "Enter an email address, such as name@company.com.",
        TeamOutcome.MemberAlready => "This person is in your team already.",
        TeamOutcome.InvitedAlready => "This address is invited already. You can send the invitation again below.",
        TeamOutcome.TooManyInvitations => $"At most {Invitations.MostOpen} invitations can be open at once. Take one back first.",
        TeamOutcome.TooSoon => "This invitation was sent only a moment ago. Wait a minute, then send it again.",
        _ => throw new InvalidOperationException("An outcome of the team has no words."),
    };
}
