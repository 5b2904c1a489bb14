using Bunit;
using PenguinMails.Dashboard.Admin.Pages;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks.Health;

namespace PenguinMails.Dashboard.Tests.Admin.Pages;

public sealed class WebhookHealthCardTests : ComponentTest
{
    private static readonly HealthFacts Quiet = new() { Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), PinnedApiVersion = "2026-10-28.endive" };

    [Fact]
    public void Healthy_says_so_and_why()
    {
        var card = Show(Quiet);

        Assert.Contains("Healthy", card, StringComparison.Ordinal);
        Assert.Contains("No event has come yet", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Also", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Delayed_says_so_and_why() => Assert.Contains("health delayed", Show(Quiet with { Dead = 2 }), StringComparison.Ordinal);

    [Fact]
    public void Of_several_findings_the_gravest_stands_on_top()
    {
        var card = Show(Quiet with { Dead = 1, OtherModeAt = Quiet.Now });

        Assert.Contains("health error", card, StringComparison.Ordinal);
        Assert.True(card.IndexOf("A live event", StringComparison.Ordinal) < card.IndexOf("Also", StringComparison.Ordinal));
        Assert.True(card.IndexOf("Also", StringComparison.Ordinal) < card.IndexOf("given up", StringComparison.Ordinal));
    }

    [Fact]
    public void The_figures_say_never_and_not_a_date_of_1970() =>
        Assert.Contains("Never", Render<WebhookFiguresCard>(parameters => parameters.Add(card => card.Facts, Quiet)).Markup, StringComparison.Ordinal);

    private string Show(HealthFacts facts) =>
        Render<WebhookHealthCard>(parameters => parameters.Add(card => card.Report, HealthRules.Judge(facts))).Markup;
}
