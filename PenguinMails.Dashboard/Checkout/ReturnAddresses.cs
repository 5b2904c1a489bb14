using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Checkout;

/// <summary>Says whether Stripe may send a payer to an address: our own origin, or one that was configured.</summary>
public sealed class ReturnAddresses(IOptions<CheckoutOptions> options, PublicAddress own)
{
    public bool Allows(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Scheme is "http" or "https")
        && string.IsNullOrEmpty(url.UserInfo)
        && Origins().Contains(url.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase);

    private IEnumerable<string> Origins() =>
        options.Value.AllowedReturnOrigins.Append(own.Root.ToString())
            .Select(origin => Uri.TryCreate(origin, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : origin);
}
