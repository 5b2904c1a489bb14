using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>The absolute links in account mails. Tokens are text with characters an address cannot carry, so they travel encoded.</summary>
public sealed class AccountLinks(IConfiguration configuration)
{
    /// <summary>Where this product is reached: the setting <c>PublicUrl</c>, else where the browser found it.</summary>
    internal Uri Origin(HttpContext context) =>
        new(configuration["PublicUrl"] is { Length: > 0 } given ? given : $"{context.Request.Scheme}://{context.Request.Host}");

    internal static string ConfirmEmail(Uri origin, User user, string token) => Link(origin, "/confirm-email", user, token);

    internal static string ResetPassword(Uri origin, User user, string token) => Link(origin, "/reset-password", user, token);

    /// <summary>The token in a link's code; null when the link was mangled on its way.</summary>
    internal static string? Token(string? code)
    {
        try
        {
            return string.IsNullOrWhiteSpace(code) ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Link(Uri origin, string page, User user, string token) =>
        new Uri(origin, $"{page}?user={user.Id}&code={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token))}").AbsoluteUri;
}
