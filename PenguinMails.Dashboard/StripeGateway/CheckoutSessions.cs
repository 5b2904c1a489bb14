using Stripe;
using Stripe.Checkout;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>What a tenant is about to pay for on Stripe's page.</summary>
/// <param name="AttemptId">This product's row for the attempt; the idempotency key comes from it.</param>
/// <param name="TrialDays">Days of trial before the first charge; null for none.</param>
public sealed record CheckoutRequest(
    Guid AttemptId, Guid TenantId, string CustomerId, string PlanId, string PriceId, int? TrialDays, string SuccessUrl, string CancelUrl, DateTimeOffset ExpiresAt);

/// <summary>A Checkout Session as Stripe has it now.</summary>
public sealed record CheckoutSession(string Id, string CustomerId, bool IsOpen, bool IsComplete, Uri? Url, DateTimeOffset ExpiresAt);

/// <summary>Stripe's hosted Checkout.</summary>
public sealed class CheckoutSessions(IStripeClient stripe)
{
    public async Task<CheckoutSession> CreateAsync(CheckoutRequest request, CancellationToken ct)
    {
        var metadata = new Dictionary<string, string>
        {
            [StripeMetadata.TenantId] = request.TenantId.ToString(),
            [StripeMetadata.Plan] = request.PlanId,
            [StripeMetadata.CheckoutAttempt] = request.AttemptId.ToString(),
        };
        var options = new SessionCreateOptions
        {
            Mode = "subscription",
            Customer = request.CustomerId,
            ClientReferenceId = request.TenantId.ToString(),
            Metadata = metadata,
            LineItems = [new SessionLineItemOptions { Price = request.PriceId, Quantity = 1 }],
            SubscriptionData = new SessionSubscriptionDataOptions { Metadata = metadata, TrialPeriodDays = request.TrialDays },
            SuccessUrl = request.SuccessUrl,
            CancelUrl = request.CancelUrl,
            ExpiresAt = request.ExpiresAt.UtcDateTime,
            Locale = "auto",
            AllowPromotionCodes = true,
            AutomaticTax = new SessionAutomaticTaxOptions { Enabled = true },
            BillingAddressCollection = "required",
            TaxIdCollection = new SessionTaxIdCollectionOptions { Enabled = true },
            // Automatic tax and tax ids are the customer's own: Stripe asks for leave to keep what Checkout collects.
            CustomerUpdate = new SessionCustomerUpdateOptions { Address = "auto", Name = "auto" },
            SavedPaymentMethodOptions = new SessionSavedPaymentMethodOptionsOptions
            {
                AllowRedisplayFilters = ["always", "limited", "unspecified"],
                PaymentMethodSave = "enabled",
            },
        };
        return View(await StripeErrors.TranslateAsync(() =>
            new SessionService(stripe).CreateAsync(options, Idempotency.For("checkout", request.AttemptId), ct)));
    }

    /// <summary>The session, or null where Stripe knows none of that id.</summary>
    public async Task<CheckoutSession?> FindAsync(string sessionId, CancellationToken ct) =>
        await StripeErrors.FindAsync(() => new SessionService(stripe).GetAsync(sessionId, cancellationToken: ct)) is { } session
            ? View(session)
            : null;

    /// <summary>Closes an open session, so that it can no longer be paid.</summary>
    /// <returns>The session as it is afterwards: complete, where the payer was faster.</returns>
    public async Task<CheckoutSession> ExpireAsync(string sessionId, CancellationToken ct)
    {
        try
        {
            return View(await StripeErrors.TranslateAsync(() =>
                new SessionService(stripe).ExpireAsync(sessionId, null, Idempotency.For("checkout-expire", sessionId), ct)));
        }
        catch (StripeRefusedException)
        {
            // Only an open session can be expired; what it has become instead is Stripe's to say.
            return View(await StripeErrors.TranslateAsync(() => new SessionService(stripe).GetAsync(sessionId, cancellationToken: ct)));
        }
    }

    private static CheckoutSession View(Session session) => new(
        session.Id,
        session.CustomerId,
        session.Status == "open",
        session.Status == "complete",
        session.Url is { } url ? new Uri(url) : null,
        new DateTimeOffset(DateTime.SpecifyKind(session.ExpiresAt, DateTimeKind.Utc)));
}
