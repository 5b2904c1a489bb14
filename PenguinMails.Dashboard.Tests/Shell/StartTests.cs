using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell;

public sealed class StartTests
{
    [Fact]
    public async Task Without_keys_production_stops_with_one_sentence_that_names_them()
    {
        await using var app = DashboardProcess.Start("Production", "--Urls", "http://127.0.0.1:0", "--contentRoot", Repository.Root);
        await app.WaitForExitAsync(TestContext.Current.CancellationToken);

        var said = Assert.Single(app.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.NotEqual(0, app.ExitCode);
        Assert.StartsWith("PenguinMails billing cannot start:", said, StringComparison.Ordinal);
        Assert.Contains("Stripe:SecretKey", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sandbox_address_with_a_live_key_is_refused()
    {
        await using var app = DashboardProcess.Start(
            "Production", "--Stripe:SecretKey", "sk_live_x", "--Stripe:WebhookSecrets:0", "whsec_x", "--Stripe:ApiBase", "http://127.0.0.1:5081");
        await app.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, app.ExitCode);
        Assert.Contains("live key", app.Output, StringComparison.Ordinal);
    }
}
