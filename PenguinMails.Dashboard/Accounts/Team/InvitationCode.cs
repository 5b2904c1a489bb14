using System.Buffers.Text;
using System.Security.Cryptography;

namespace PenguinMails.Dashboard.Accounts.Team;

/// <summary>The secret part of an invitation's link: random and long, so a plain hash of it cannot be guessed back.</summary>
internal static class InvitationCode
{
    private const int Longest = 200;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Null for what cannot be one.</summary>
    public static string? Hash(string? code) =>
        string.IsNullOrWhiteSpace(code) || code.Length > Longest ? null : ApiKeys.Hash(code.Trim());
}
