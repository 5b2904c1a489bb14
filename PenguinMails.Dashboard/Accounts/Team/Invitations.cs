using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts.Mails;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Accounts.Team;

/// <summary>Invites people into the caller's team by mail, sends an invitation again, and takes it back.</summary>
public sealed class Invitations(BillingDbFactory databases, LeaseKeeper leases, Outbox outbox, PublicAddress address, BillingFeed feed, TimeProvider time)
{
    /// <summary>Whoever is invited did not ask for our mail: a team cannot be made to write to the world.</summary>
    public const int MostOpen = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly EmailAddressAttribute Address = new();

    public async Task<TeamOutcome> InviteAsync(Caller caller, string email, Role role, CancellationToken ct)
    {
        email = email.Trim();
        if (!caller.ManagesBilling)
            return new TeamOutcome.NotAllowed();
        if (!TeamRules.MayGive(caller).Contains(role))
            return new TeamOutcome.OwnersAlone();
        if (email.Length is 0 or > 254 || email.Any(char.IsWhiteSpace) || !Address.IsValid(email))
            return new TeamOutcome.BadAddress();
        var tenantId = caller.OwnTenant;
        await using var lease = await leases.TakeAsync($"team:{tenantId}", ct);
        await using var db = databases.ForTenant(tenantId);
        if (await ObstacleAsync(db, tenantId, email, ct) is { } obstacle)
            return obstacle;

        var (now, code) = (time.GetUtcNow(), InvitationCode.New());
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            TenantId = tenantId,
            Email = email,
            Role = role,
            InvitedBy = caller.Name,
            CodeHash = InvitationCode.Hash(code)!,
            CreatedAt = now,
            SentAt = now,
            ExpiresAt = now + Invitation.Lifetime,
        };
        db.Invitations.Add(invitation);
        await PostAsync(db, invitation, code, ct);
        db.Record(tenantId, now, caller.Name, "Member invited", invitation.Id.ToString(), $"Role {TeamRules.NameOf(role)}");
        await db.SaveChangesAsync(ct);
        feed.Publish(tenantId);
        return new TeamOutcome.Done();
    }

    /// <summary>With a new link: the one mailed before works no more.</summary>
    public Task<TeamOutcome> ResendAsync(Caller caller, Guid id, CancellationToken ct) => ChangeAsync(caller, id, async (db, invitation, now) =>
    {
        if (invitation.SentAt > now - Pause)
            return new TeamOutcome.TooSoon();
        var code = InvitationCode.New();
        invitation.CodeHash = InvitationCode.Hash(code)!;
        (invitation.SentAt, invitation.ExpiresAt, invitation.InvitedBy) = (now, now + Invitation.Lifetime, caller.Name);
        await PostAsync(db, invitation, code, ct);
        db.Record(invitation.TenantId, now, caller.Name, "Invitation sent again", invitation.Id.ToString());
        return new TeamOutcome.Done();
    }, ct);

    public Task<TeamOutcome> RevokeAsync(Caller caller, Guid id, CancellationToken ct) => ChangeAsync(caller, id, (db, invitation, now) =>
    {
        invitation.RevokedAt = now;
        db.Record(invitation.TenantId, now, caller.Name, "Invitation taken back", invitation.Id.ToString());
        return Task.FromResult<TeamOutcome>(new TeamOutcome.Done());
    }, ct);

    private async Task<TeamOutcome> ChangeAsync(
        Caller caller, Guid id, Func<BillingDb, Invitation, DateTimeOffset, Task<TeamOutcome>> change, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new TeamOutcome.NotAllowed();
        await using var lease = await leases.TakeAsync($"team:{caller.OwnTenant}", ct);
        await using var db = databases.ForTenant(caller.OwnTenant);
        if (await db.Invitations.SingleOrDefaultAsync(row => row.Id == id && row.AcceptedAt == null && row.RevokedAt == null, ct) is not { } invitation)
            return new TeamOutcome.NotFound();
        if (!TeamRules.MayGive(caller).Contains(invitation.Role))
            return new TeamOutcome.OwnersAlone();
        var outcome = await change(db, invitation, time.GetUtcNow());
        if (outcome is not TeamOutcome.Done)
            return outcome;
        await db.SaveChangesAsync(ct);
        feed.Publish(caller.OwnTenant);
        return outcome;
    }

    private static async Task<TeamOutcome?> ObstacleAsync(BillingDb db, Guid tenantId, string email, CancellationToken ct)
    {
        var normal = email.ToUpperInvariant();
        // Of the own team alone: who has an account elsewhere is not this team's to know.
        if (await db.Users.AnyAsync(user => user.TenantId == tenantId && user.NormalizedEmail == normal, ct))
            return new TeamOutcome.MemberAlready();
        var open = await db.Invitations.Where(row => row.AcceptedAt == null && row.RevokedAt == null).Select(row => row.Email).ToListAsync(ct);
        return open.Contains(email, StringComparer.OrdinalIgnoreCase) ? new TeamOutcome.InvitedAlready()
            : open.Count >= MostOpen ? new TeamOutcome.TooManyInvitations()
            : null;
    }

    private async Task PostAsync(BillingDb db, Invitation invitation, string code, CancellationToken ct)
    {
        var company = await db.Tenants.Where(tenant => tenant.Id == invitation.TenantId).Select(tenant => tenant.Name).SingleAsync(ct);
        var facts = new TeamInvitation(company, invitation.InvitedBy, TeamRules.NameOf(invitation.Role), address.Of($"/join?code={code}"), invitation.ExpiresAt);
        await outbox.PostAsync(
            db, new MailOrder(invitation.TenantId, $"invitation/{invitation.CodeHash}", invitation.Email, facts, Conversation: $"invitation/{invitation.Id}"), ct);
    }
}
