using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts.Mails;
using PenguinMails.Dashboard.Accounts.Team;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;
using static PenguinMails.Dashboard.Accounts.RegistrationResult;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>Makes tenants and people: each with its audit entry and its mail in one transaction, or not at all.</summary>
public sealed class Registration(IServiceScopeFactory scopes, IDataProtectionProvider protection, Outbox outbox, TimeProvider time)
{
    /// <summary>A new company and its owner.</summary>
    /// <param name="origin">Where this product is reached, for the link that confirms the address; null takes the address as confirmed.</param>
    public Task<RegistrationResult> RegisterTenantAsync(string company, string name, string email, string password, Uri? origin, CancellationToken ct)
    {
        var tenant = new Tenant { Id = Guid.CreateVersion7(time.GetUtcNow()), Name = company.Trim(), CreatedAt = time.GetUtcNow() };
        return CreateAsync(NewUser(tenant.Id, name, email, Role.Owner), password, origin, (db, owner) =>
        {
            db.Tenants.Add(tenant);
            db.Record(tenant.Id, time.GetUtcNow(), owner.DisplayName, "Workspace created", tenant.Name);
            return Agreed;
        }, ct);
    }

    /// <summary>One more person of a tenant; the address is taken as confirmed.</summary>
    public Task<RegistrationResult> AddMemberAsync(Guid tenantId, string name, string email, string password, Role role, CancellationToken ct)
    {
        if (role is Role.BillingOperator)
            throw new ArgumentException("An operator belongs to no tenant.", nameof(role));
        return CreateAsync(NewUser(tenantId, name, email, role), password, origin: null, (db, member) =>
        {
            db.Record(tenantId, time.GetUtcNow(), AuditTrail.Product, "Member added", member.DisplayName, $"Role {role}");
            return Agreed;
        }, ct);
    }

    /// <summary>Whoever was invited, with the address and the role of the invitation; the link came by mail, so the address is theirs.</summary>
    public Task<RegistrationResult> JoinAsync(InvitationState.Open invitation, string name, string password, CancellationToken ct) =>
        CreateAsync(NewUser(invitation.TenantId, name, invitation.Email, invitation.Role), password, origin: null, async (db, member) =>
        {
            var now = time.GetUtcNow();
            // In the statement that takes it, so that one invitation makes one member and none after it was taken back.
            var taken = await db.Invitations.Where(row => row.Id == invitation.Id && row.AcceptedAt == null && row.RevokedAt == null && row.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AcceptedAt, now), ct);
            db.Record(invitation.TenantId, now, member.DisplayName, "Invitation accepted", invitation.Id.ToString(), $"Role {TeamRules.NameOf(member.Role)}");
            return taken == 1 ? null : new InvitationGone();
        }, ct);

    /// <summary>One of PenguinMails' own billing operators.</summary>
    public Task<RegistrationResult> AddOperatorAsync(string name, string email, string password, CancellationToken ct) =>
        CreateAsync(NewUser(null, name, email, Role.BillingOperator), password, origin: null, (_, _) => Agreed, ct);

    // Whatever else is written with a new account may still refuse it.
    private static Task<RegistrationResult?> Agreed => Task.FromResult<RegistrationResult?>(null);

    private User NewUser(Guid? tenantId, string name, string email, Role role) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        TenantId = tenantId,
        Role = role,
        DisplayName = name.Trim(),
        Email = email.Trim(),
        UserName = email.Trim(),
    };

    private async Task<RegistrationResult> CreateAsync(User user, string password, Uri? origin, Func<BillingDb, User, Task<RegistrationResult?>> alsoWrite, CancellationToken ct)
    {
        // A scope of its own: the context that Identity's store writes with is widened to the new tenant, and nobody else holds it.
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        if (user.TenantId is { } tenant)
            db.Scope = TenantScope.Of(tenant);
        LoadKeyRing();
        try
        {
            return await CreateAsync(users, db, user, password, origin, alsoWrite, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Two with one address at once: both found it free, and the unique index let one in. Anything else is a failure.
            await using var other = scopes.CreateAsyncScope();
            if (await other.ServiceProvider.GetRequiredService<UserManager<User>>().FindByEmailAsync(user.Email!) is null)
                throw;
            return new EmailTaken();
        }
    }

    private async Task<RegistrationResult> CreateAsync(
        UserManager<User> users, BillingDb db, User user, string password, Uri? origin, Func<BillingDb, User, Task<RegistrationResult?>> alsoWrite, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        user.EmailConfirmed = origin is null;
        if (await alsoWrite(db, user) is { } refusal)
            return refusal;
        var created = await users.CreateAsync(user, password);
        if (!created.Succeeded)
            return From(created);

        if (origin is not null)
        {
            var token = await users.GenerateEmailConfirmationTokenAsync(user);
            await outbox.PostAsync(db, AccountMails.WelcomeTo(user, AccountLinks.ConfirmEmail(origin, user, token)), ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Registered(user.Id, user.TenantId);
    }

    // The first use of Data Protection writes its key into this same database, through a connection of its own: inside the
    // transaction each would wait for the other.
    private void LoadKeyRing() => protection.CreateProtector(nameof(Registration)).Protect([]);
}
