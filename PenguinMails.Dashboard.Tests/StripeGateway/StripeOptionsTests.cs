using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Tests.StripeGateway;

public sealed class StripeOptionsTests
{
    [Fact]
    public void Names_every_missing_setting_at_once()
    {
        var problems = new StripeOptions().Problems().ToList();

        Assert.Contains(problems, problem => problem.StartsWith("Stripe:SecretKey", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("Stripe:WebhookSecrets", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_a_sandbox_address_together_with_a_live_key()
    {
        var options = new StripeOptions { SecretKey = "sk_live_x", ApiBase = "http://127.0.0.1:5081", WebhookSecrets = { "whsec_x" } };

        Assert.Contains("live key", Assert.Single(options.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_publishable_key_is_no_secret_key() =>
        Assert.Contains("pk_", Assert.Single(new StripeOptions { SecretKey = "pk_test_x", WebhookSecrets = { "whsec_x" } }.Problems()), StringComparison.Ordinal);

    [Fact]
    public void Accepts_what_a_real_account_gives() =>
        Assert.Empty(new StripeOptions { SecretKey = "sk_live_x", WebhookSecrets = { "whsec_old", "whsec_new" } }.Problems());
}
