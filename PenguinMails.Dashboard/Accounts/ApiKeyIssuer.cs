using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>Makes and revokes API keys. A secret is shown once, to whoever asked for it, and only its hash is kept.</summary>
public sealed class ApiKeyIssuer(BillingDbFactory databases, BillingFeed feed, TimeProvider time)
{
    private const int ShownCharacters = 12;

    public Task<IssuedApiKey> IssueAsync(Guid tenantId, string name, ApiKeyMode mode, string actor, CancellationToken ct) =>
        IssueAsync(tenantId, new ApiKeyWish(name, ApiScopes.All, ExpiresAt: null), mode, actor, ct);

    public Task<IssuedApiKey> IssueAsync(Guid tenantId, ApiKeyWish wish, ApiKeyMode mode, string actor, CancellationToken ct)
    {
        var secret = $"{ApiKeys.SecretPrefix}{(mode is ApiKeyMode.Live ? "live" : "test")}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        return StoreAsync(tenantId, wish, secret, actor, ct);
    }

    /// <summary>Keeps a secret that the caller made: for demo data, whose key is printed in the documentation.</summary>
    public Task<IssuedApiKey> StoreAsync(Guid tenantId, string name, string secret, string actor, CancellationToken ct) =>
        StoreAsync(tenantId, new ApiKeyWish(name, ApiScopes.All, ExpiresAt: null), secret, actor, ct);

    private async Task<IssuedApiKey> StoreAsync(Guid tenantId, ApiKeyWish wish, string secret, string actor, CancellationToken ct)
    {
        if (!secret.StartsWith(ApiKeys.SecretPrefix, StringComparison.Ordinal) || secret.Length <= ShownCharacters)
            throw new ArgumentException("A key starts with pm_ and is longer than what is shown of it.", nameof(secret));

        await using var db = databases.ForTenant(tenantId);
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            TenantId = tenantId,
            Name = wish.Name,
            Prefix = secret[..ShownCharacters],
            Hash = ApiKeys.Hash(secret),
            CreatedAt = time.GetUtcNow(),
            CreatedBy = actor,
            Scopes = wish.Scopes,
            ExpiresAt = wish.ExpiresAt,
        };
        db.ApiKeys.Add(key);
        db.Record(tenantId, time.GetUtcNow(), actor, "API key created", key.Name, $"{key.Prefix}… for {key.Scopes}");
        await db.SaveChangesAsync(ct);
        feed.Publish(tenantId);
        return new IssuedApiKey(key.Id, secret);
    }

    /// <returns>Whether there was such a key in use.</returns>
    public async Task<bool> RevokeAsync(Guid tenantId, Guid keyId, string actor, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == keyId && k.RevokedAt == null, ct) is not { } key)
            return false;
        key.RevokedAt = time.GetUtcNow();
        db.Record(tenantId, time.GetUtcNow(), actor, "API key revoked", key.Name, $"{key.Prefix}…");
        await db.SaveChangesAsync(ct);
        feed.Publish(tenantId);
        return true;
    }
}

/// <param name="ExpiresAt">From when on it opens nothing; null for one that lasts.</param>
public sealed record ApiKeyWish(string Name, ApiScopes Scopes, DateTimeOffset? ExpiresAt);

/// <summary>A new key. The secret exists here and at the caller's, nowhere else.</summary>
public sealed record IssuedApiKey(Guid Id, string Secret)
{
    public override string ToString() => $"API key {Id}";
}

/// <summary>What a key's first letters say about the account it belongs to.</summary>
public enum ApiKeyMode
{
    Live,
    Test,
}
