using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Accounts.Team;

public abstract record InvitationState
{
    /// <summary>Waits to be taken.</summary>
    public sealed record Open(Guid Id, Guid TenantId, string Company, string Email, Role Role, string InvitedBy) : InvitationState;

    /// <summary>The invited address has an account, of this company or another: an account belongs to one.</summary>
    public sealed record HasAccount(string Company, string Email) : InvitationState;

    public sealed record Expired(string Company, string InvitedBy) : InvitationState;

    public sealed record Accepted(string Email) : InvitationState;

    /// <summary>Taken back, sent again with another link, or never ours.</summary>
    public sealed record Unknown : InvitationState;

    private InvitationState()
    {
    }
}

/// <summary>What a mailed link still leads to. Whoever holds one is not signed in, so it is looked for among everybody's.</summary>
public sealed class InvitationDesk(BillingDbFactory databases, TimeProvider time)
{
    public async Task<InvitationState> FindAsync(string? code, CancellationToken ct)
    {
        if (InvitationCode.Hash(code) is not { } hash)
            return new InvitationState.Unknown();
        await using var db = databases.ForPlatform();
        var invitation = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.CodeHash == hash && row.RevokedAt == null, ct);
        if (invitation is null)
            return new InvitationState.Unknown();
        if (invitation.AcceptedAt is not null)
            return new InvitationState.Accepted(invitation.Email);
        var company = await db.Tenants.Where(tenant => tenant.Id == invitation.TenantId).Select(tenant => tenant.Name).SingleAsync(ct);
        if (!invitation.WorksAt(time.GetUtcNow()))
            return new InvitationState.Expired(company, invitation.InvitedBy);
        var normal = invitation.Email.ToUpperInvariant();
        return await db.Users.AnyAsync(user => user.NormalizedEmail == normal, ct)
            ? new InvitationState.HasAccount(company, invitation.Email)
            : new InvitationState.Open(invitation.Id, invitation.TenantId, company, invitation.Email, invitation.Role, invitation.InvitedBy);
    }
}
