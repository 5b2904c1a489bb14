using Stripe;
using Stripe.BillingPortal;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Stripe's customer portal: cards, billing address, invoices.</summary>
public sealed class PortalSessions(IStripeClient stripe)
{
    public Task<Uri> CreateAsync(string customerId, string returnUrl, CancellationToken ct) =>
        OpenAsync(new SessionCreateOptions { Customer = customerId, ReturnUrl = returnUrl }, ct);

    /// <summary>Straight to the card's form, and from there back to <paramref name="returnUrl"/>.</summary>
    public Task<Uri> CreateForCardAsync(string customerId, string returnUrl, CancellationToken ct) => OpenAsync(new SessionCreateOptions
    {
        Customer = customerId,
        ReturnUrl = returnUrl,
        FlowData = new SessionFlowDataOptions
        {
            Type = "payment_method_update",
            AfterCompletion = new SessionFlowDataAfterCompletionOptions
            {
                Type = "redirect",
                Redirect = new SessionFlowDataAfterCompletionRedirectOptions { ReturnUrl = returnUrl },
            },
        },
    }, ct);

    private async Task<Uri> OpenAsync(SessionCreateOptions options, CancellationToken ct)
    {
        // A portal link is short-lived and single: each request means a new one.
        var session = await StripeErrors.TranslateAsync(() =>
            new SessionService(stripe).CreateAsync(options, Idempotency.For("portal", options.Customer, Guid.NewGuid()), ct));
        return new Uri(session.Url);
    }
}
