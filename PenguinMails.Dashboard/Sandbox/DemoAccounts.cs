using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Sandbox;

/// <summary>The people and companies of the demo. Each is made once; whoever exists already is left as they are.</summary>
internal sealed class DemoAccounts(BillingDbFactory databases, Registration registration, ApiKeyIssuer keys)
{
    public const string Password = "Penguin-Demo-1!";
    public const string AcmeApiKey = "pm_test_acme_demo_0000000000000000";
    private const string AcmeOwner = "owner@acme.test";

    public async Task SeedAcmeAsync(CancellationToken ct)
    {
        if (await TenantOfAsync(AcmeOwner, ct) is not null)
            return;
        var acme = await RegisterAsync("Acme", "Olivia Owner", AcmeOwner, ct);
        await registration.AddMemberAsync(acme, "Ben Billing", "billing@acme.test", Password, Role.BillingAdmin, ct);
        await registration.AddMemberAsync(acme, "Mia Member", "member@acme.test", Password, Role.Member, ct);
        await keys.StoreAsync(acme, "Demo key", AcmeApiKey, "PenguinMails", ct);
    }

    /// <summary>Globex, made now if it is not there yet.</summary>
    public async Task<Guid> GlobexAsync(CancellationToken ct) =>
        await TenantOfAsync("owner@globex.test", ct) ?? await RegisterAsync("Globex", "Gil Globex", "owner@globex.test", ct);

    public async Task SeedOperatorAsync(CancellationToken ct)
    {
        const string email = "operator@penguinmails.test";
        await using var db = databases.ForPlatform();
        if (!await db.Users.AnyAsync(user => user.Email == email, ct))
            await registration.AddOperatorAsync("Opal Operator", email, Password, ct);
    }

    private async Task<Guid?> TenantOfAsync(string email, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        return await db.Users.Where(user => user.Email == email).Select(user => user.TenantId).SingleOrDefaultAsync(ct);
    }

    private async Task<Guid> RegisterAsync(string company, string owner, string email, CancellationToken ct) =>
        await registration.RegisterTenantAsync(company, owner, email, Password, origin: null, ct) is RegistrationResult.Registered { TenantId: { } id }
            ? id
            : throw new InvalidOperationException($"The demo's {company} could not be made. Start once with {LocalStripe.ResetDemo}.");
}
