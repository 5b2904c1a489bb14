using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Accounts.Team;

/// <summary>Changes roles and takes people out of a team. One change at a time for a team, so that two owners cannot remove each other.</summary>
public sealed class Memberships(IServiceScopeFactory scopes, LeaseKeeper leases, BillingFeed feed, TimeProvider time)
{
    public Task<TeamOutcome> ChangeRoleAsync(Caller caller, Guid memberId, Role to, CancellationToken ct) =>
        ChangeAsync(caller, memberId, to, async (users, db, member) =>
        {
            if (member.Role == to)
                return;
            db.Record(caller.OwnTenant, time.GetUtcNow(), caller.Name, "Role changed", member.DisplayName, $"From {TeamRules.NameOf(member.Role)} to {TeamRules.NameOf(to)}");
            member.Role = to;
            // The stamp ends the sessions that carry the old role.
            Expect(await users.UpdateSecurityStampAsync(member));
        }, ct);

    /// <summary>The account goes, and with it every session: an account belongs to one team.</summary>
    public Task<TeamOutcome> RemoveAsync(Caller caller, Guid memberId, CancellationToken ct) =>
        ChangeAsync(caller, memberId, null, async (users, db, member) =>
        {
            db.Record(caller.OwnTenant, time.GetUtcNow(), caller.Name, "Member removed", member.DisplayName, $"Role {TeamRules.NameOf(member.Role)}");
            Expect(await users.DeleteAsync(member));
        }, ct);

    private async Task<TeamOutcome> ChangeAsync(
        Caller caller, Guid memberId, Role? to, Func<UserManager<User>, BillingDb, User, Task> change, CancellationToken ct)
    {
        var tenantId = caller.OwnTenant;
        await using var lease = await leases.TakeAsync($"team:{tenantId}", ct);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        db.Scope = TenantScope.Of(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await lease.ProveHeldAsync(db, ct);
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == memberId && user.TenantId == tenantId, ct) is not { } member)
            return new TeamOutcome.NotFound();
        var owners = await db.Users.CountAsync(user => user.TenantId == tenantId && user.Role == Role.Owner, ct);
        if (TeamRules.Objection(caller, member.Role, to, owners) is { } objection)
            return objection;
        await change(users, db, member);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(tenantId);
        SessionWatch.Recheck(feed, memberId);
        return new TeamOutcome.Done();
    }

    private static void Expect(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new DbUpdateConcurrencyException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
