using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PenguinMails.Dashboard.Mail.Stops;

/// <summary>Links that stop mails of a topic to an address. Whoever holds the mail may follow them, without signing in (RFC 8058).</summary>
public sealed class StopLinks(IDataProtectionProvider protection, PublicAddress address)
{
    public const string Path = "/mail/stop";
    public const string OneClickPath = Path + "/one-click";
    private readonly IDataProtector _protector = protection.CreateProtector("PenguinMails.Mail.Stop");

    public StopLink Of(Guid tenantId, string to, MailTopic topic)
    {
        var token = _protector.Protect(JsonSerializer.Serialize(new StopRequest(tenantId, to, topic)));
        return new StopLink(address.Of($"{Path}?t={token}"), address.Of($"{OneClickPath}?t={token}"));
    }

    /// <summary>What the link stands for, or null for one that we did not write.</summary>
    public StopRequest? Read(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : JsonSerializer.Deserialize<StopRequest>(_protector.Unprotect(token));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

public sealed record StopRequest(Guid TenantId, string To, MailTopic Topic);

/// <param name="Page">For a person, who is asked once.</param>
/// <param name="OneClick">For a mail program, which posts there.</param>
public sealed record StopLink(string Page, string OneClick);
