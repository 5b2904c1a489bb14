using Stripe;
using Stripe.BillingPortal;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Stripe's customer portal: cards, billing address, invoices.</summary>
public sealed class PortalSessions(IStripeClient stripe)
{
    public async Task<Uri> CreateAsync(string customerId, string returnUrl, CancellationToken ct)
    {
        var options = new SessionCreateOptions { Customer = customerId, ReturnUrl = returnUrl };
        // A portal link is short-lived and single: each request means a new one.
        var session = await StripeErrors.TranslateAsync(() =>
            new SessionService(stripe).CreateAsync(options, Idempotency.For("portal", customerId, Guid.NewGuid()), ct));
        return new Uri(session.Url);
    }
}
