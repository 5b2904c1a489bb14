using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Accounts.Team;

/// <param name="IsCaller">Whether this is whoever asks.</param>
public sealed record TeamMember(Guid Id, string Name, string Email, Role Role, bool EmailConfirmed, bool IsCaller);

/// <param name="Members">Owners first, then by name.</param>
/// <param name="Invitations">The open ones, newest first; only for those who manage the team.</param>
public sealed record TeamList(IReadOnlyList<TeamMember> Members, IReadOnlyList<Invitation> Invitations);

/// <summary>Reads the caller's own team.</summary>
public sealed class TeamDirectory(BillingDbFactory databases)
{
    public async Task<TeamList> ReadAsync(Caller caller, CancellationToken ct)
    {
        var tenantId = caller.OwnTenant;
        await using var db = databases.ForTenant(tenantId);
        // People are found before their tenant is known, so their table is under no filter: the tenant is named here.
        var people = await db.Users.AsNoTracking().Where(user => user.TenantId == tenantId)
            .Select(user => new { user.Id, user.DisplayName, user.Email, user.Role, user.EmailConfirmed }).ToListAsync(ct);
        var open = caller.ManagesBilling
            ? await db.Invitations.AsNoTracking().Where(invitation => invitation.AcceptedAt == null && invitation.RevokedAt == null)
                .OrderByDescending(invitation => invitation.CreatedAt).ToListAsync(ct)
            : [];
        return new TeamList(
            [
                .. people.OrderByDescending(person => person.Role).ThenBy(person => person.DisplayName, StringComparer.CurrentCultureIgnoreCase)
                    .Select(person => new TeamMember(
                        person.Id, person.DisplayName, person.Email ?? "", person.Role, person.EmailConfirmed,
                        string.Equals(person.Email, caller.Email, StringComparison.OrdinalIgnoreCase))),
            ],
            open);
    }
}
