using Microsoft.AspNetCore.Components;
using MudBlazor;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Accounts.Team.Pages;

/// <summary>The team: everybody of the tenant sees it, those who manage billing change it.</summary>
public sealed partial class TeamPage
{
    private TeamList? _list;
    private string? _problem;
    private bool _inviting;
    private bool _busy;
    private int _drawn;

    [Inject] private TeamDirectory Directory { get; set; } = default!;

    [Inject] private Memberships Memberships { get; set; } = default!;

    [Inject] private Invitations Invitations { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private Viewer Viewer { get; set; } = default!;

    [SupplyParameterFromQuery] private string? Invite { get; set; }

    private bool Manages => Caller?.ManagesBilling == true;

    protected override void OnParametersSet() => _inviting |= Invite is not null && Manages;

    protected override async Task ReadAsync(CancellationToken ct) => _list = await Directory.ReadAsync(Caller!, ct);

    private bool MayChange(TeamMember member) => Manages && TeamRules.MayGive(Caller!).Contains(member.Role);

    private string Standing(Invitation invitation) => invitation.WorksAt(Time.GetUtcNow())
        ? $"{TeamRules.NameOf(invitation.Role)}, invited by {invitation.InvitedBy}, works until {Viewer.Date(invitation.ExpiresAt)}"
        : $"{TeamRules.NameOf(invitation.Role)}, ran out on {Viewer.Date(invitation.ExpiresAt)}";

    private async Task ChangeRoleAsync(TeamMember member, ChangeEventArgs change)
    {
        if (!Enum.TryParse<Role>(change.Value as string, out var role) || role == member.Role)
            return;
        var agreed = await AgreeAsync(
            $"Make {member.Name} {TeamRules.NameOf(role)}?", $"{TeamRules.Means(role)}. {(member.IsCaller ? "You are" : "They are")} signed out everywhere and sign in again with the new role.", "Change role");
        await (agreed ? DoAsync(() => Memberships.ChangeRoleAsync(Caller!, member.Id, role, Left), $"{member.Name} is now {TeamRules.NameOf(role)}.") : RedrawAsync());
    }

    // A list to choose from shows what was chosen; where that did not come to be, it is drawn anew from the truth.
    private Task RedrawAsync()
    {
        _drawn++;
        return ReloadAsync();
    }

    private async Task RemoveAsync(TeamMember member)
    {
        var sentence = member.IsCaller
            ? "Your account is deleted and you are signed out everywhere. Only an invitation brings you back."
            : $"Their account is deleted, and they are signed out everywhere. Keys that they made go on working.";
        if (!await AgreeAsync(member.IsCaller ? "Leave the team?" : $"Remove {member.Name}?", sentence, member.IsCaller ? "Leave" : "Remove"))
            return;
        await DoAsync(() => Memberships.RemoveAsync(Caller!, member.Id, Left), $"{member.Name} was removed.");
        if (member.IsCaller && _problem is null)
            Navigation.NavigateTo("/sign-in", forceLoad: true);
    }

    private Task ResendAsync(Invitation invitation) =>
        DoAsync(() => Invitations.ResendAsync(Caller!, invitation.Id, Left), $"Sent to {invitation.Email} again. The earlier link works no more.");

    private async Task RevokeAsync(Invitation invitation)
    {
        if (await AgreeAsync("Take back the invitation?", $"The link that was mailed to {invitation.Email} works no more.", "Take back"))
            await DoAsync(() => Invitations.RevokeAsync(Caller!, invitation.Id, Left), "The invitation was taken back.");
    }

    private async Task<bool> AgreeAsync(string title, string sentence, string yes) =>
        await Dialogs.ShowMessageBoxAsync(title, sentence, yesText: yes, cancelText: "Cancel") == true;

    private async Task DoAsync(Func<Task<TeamOutcome>> act, string done)
    {
        (_busy, _problem) = (true, null);
        try
        {
            _problem = TeamWords.Problem(await act());
            if (_problem is null)
                Snackbar.Add(done, Severity.Success);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            _problem = "The database did not answer. Nothing was changed; please try again.";
        }
        finally
        {
            _busy = false;
        }

        await RedrawAsync();
    }

    private sealed record OpenForm;
}
