using Stripe;
using Stripe.Checkout;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>A card that is about to be saved on Stripe's page.</summary>
/// <param name="SetupId">This product's row for it; the idempotency key comes from it.</param>
/// <param name="Currency">In which the card will pay: Stripe offers what suits it.</param>
public sealed record CardSetupRequest(Guid SetupId, Guid TenantId, string CustomerId, string Currency, string SuccessUrl, string CancelUrl);

/// <param name="CardId">The card that was saved, <c>pm_…</c>; null while it was not.</param>
public sealed record CardSetupSession(string Id, string CustomerId, bool IsOpen, string? CardId, Uri? Url);

/// <summary>Stripe's Checkout in setup mode: a card is saved and nothing is charged.</summary>
public sealed class CardSetups(IStripeClient stripe)
{
    public async Task<CardSetupSession> CreateAsync(CardSetupRequest request, CancellationToken ct)
    {
        var metadata = new Dictionary<string, string> { [StripeMetadata.TenantId] = request.TenantId.ToString(), [StripeMetadata.CardSetup] = request.SetupId.ToString() };
        var options = new SessionCreateOptions
        {
            Mode = "setup",
            Customer = request.CustomerId,
            Currency = request.Currency,
            ClientReferenceId = request.TenantId.ToString(),
            Metadata = metadata,
            SetupIntentData = new SessionSetupIntentDataOptions { Metadata = metadata },
            SuccessUrl = request.SuccessUrl,
            CancelUrl = request.CancelUrl,
            Locale = "auto",
        };
        return View(await StripeErrors.TranslateAsync(() =>
            new SessionService(stripe).CreateAsync(options, Idempotency.For("card-setup", request.SetupId), ct)));
    }

    public async Task<CardSetupSession?> FindAsync(string sessionId, CancellationToken ct)
    {
        var options = new SessionGetOptions { Expand = ["setup_intent"] };
        return await StripeErrors.FindAsync(() => new SessionService(stripe).GetAsync(sessionId, options, cancellationToken: ct)) is { } session ? View(session) : null;
    }

    private static CardSetupSession View(Session session) => new(
        session.Id,
        session.CustomerId,
        session.Status == "open",
        session.Status == "complete" && session.SetupIntent is { Status: "succeeded" } intent ? intent.PaymentMethodId : null,
        session.Url is { } url ? new Uri(url) : null);
}
