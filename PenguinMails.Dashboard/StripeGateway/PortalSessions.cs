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

    /// <summary>Opens the portal at the one form for a new card, and comes back as soon as the card is saved.</summary>
    /// <param name="customerId">Whose card.</param>
    /// <param name="savedUrl">Where to go when it is saved.</param>
    /// <param name="leftUrl">Where to go for somebody who leaves without.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Uri> CreateForCardAsync(string customerId, string savedUrl, string leftUrl, CancellationToken ct)
    {
        var options = new SessionCreateOptions
        {
            Customer = customerId,
            ReturnUrl = leftUrl,
            FlowData = new SessionFlowDataOptions
            {
                Type = "payment_method_update",
                AfterCompletion = new SessionFlowDataAfterCompletionOptions
                {
                    Type = "redirect",
                    Redirect = new SessionFlowDataAfterCompletionRedirectOptions { ReturnUrl = savedUrl },
                },
            },
        };
        var session = await StripeErrors.TranslateAsync(() =>
            new SessionService(stripe).CreateAsync(options, Idempotency.For("portal-card", customerId, Guid.NewGuid()), ct));
        return new Uri(session.Url);
    }
}
