using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Accounts.Keys;

/// <summary>The API keys of the caller's tenant, for those who manage its billing.</summary>
public sealed class KeyRing(BillingDbFactory databases, ApiKeyIssuer issuer, IOptions<StripeOptions> stripe, TimeProvider time)
{
    public const int LongestName = 100;
    public const int MostInUse = 50;

    /// <summary>Those in use first, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ReadAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return [];
        await using var db = databases.ForTenant(caller.OwnTenant);
        var keys = await db.ApiKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ToListAsync(ct);
        var now = time.GetUtcNow();
        return [.. keys.OrderByDescending(key => key.WorksAt(now))];
    }

    public async Task<KeyOutcome> CreateAsync(Caller caller, string name, ApiScopes scopes, TimeSpan? lifetime, CancellationToken ct)
    {
        name = name.Trim();
        if (!caller.ManagesBilling)
            return new KeyOutcome.NotAllowed();
        if (name.Length is 0 or > LongestName)
            return new KeyOutcome.NameMissing();
        if ((scopes & ApiScopes.All) == 0)
            return new KeyOutcome.ScopeMissing();
        if ((await ReadAsync(caller, ct)).Count(key => key.WorksAt(time.GetUtcNow())) >= MostInUse)
            return new KeyOutcome.TooManyKeys();
        var mode = stripe.Value.IsLive ? ApiKeyMode.Live : ApiKeyMode.Test;
        var issued = await issuer.IssueAsync(caller.OwnTenant, new ApiKeyWish(name, scopes & ApiScopes.All, time.GetUtcNow() + lifetime), mode, caller.Name, ct);
        return new KeyOutcome.Created(issued.Secret);
    }

    public async Task<KeyOutcome> RevokeAsync(Caller caller, Guid keyId, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new KeyOutcome.NotAllowed();
        return await issuer.RevokeAsync(caller.OwnTenant, keyId, caller.Name, ct) ? new KeyOutcome.Revoked() : new KeyOutcome.NotFound();
    }
}
