namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>The section <c>Stripe</c> of the configuration.</summary>
public sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary>The account's secret (or restricted) key: <c>sk_test_…</c>, <c>rk_live_…</c>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The signing secrets of the webhook endpoint; two at once while a secret is being rotated.</summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>Where Stripe's API is, when not at Stripe: a sandbox. No trailing slash.</summary>
    public string? ApiBase { get; set; }

    public bool IsLive => SecretKey?.Contains("_live_", StringComparison.Ordinal) == true;

    /// <summary>Every problem at once, each with its key and its cure.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(SecretKey))
            yield return "Stripe:SecretKey is missing. Copy it from Developers > API keys in Stripe's dashboard and set it as Stripe__SecretKey.";
        else if (!SecretKey.StartsWith("sk_", StringComparison.Ordinal) && !SecretKey.StartsWith("rk_", StringComparison.Ordinal))
            yield return "Stripe:SecretKey must start with sk_ or rk_. A publishable key (pk_) cannot be used on a server.";

        if (WebhookSecrets.Count == 0)
            yield return "Stripe:WebhookSecrets is empty. Copy the signing secret of the webhook endpoint from Stripe's dashboard and set it as Stripe__WebhookSecrets__0.";
        else if (!WebhookSecrets.All(secret => secret.StartsWith("whsec_", StringComparison.Ordinal)))
            yield return "Stripe:WebhookSecrets must start with whsec_. Copy them from the webhook endpoint's page in Stripe's dashboard.";

        if (ApiBase is { Length: > 0 } && !Uri.TryCreate(ApiBase, UriKind.Absolute, out _))
            yield return "Stripe:ApiBase must be an absolute address such as http://127.0.0.1:5081.";
        if (ApiBase is { Length: > 0 } && IsLive)
            yield return "Stripe:ApiBase names a sandbox while Stripe:SecretKey is a live key. Remove one of the two.";
    }
}
