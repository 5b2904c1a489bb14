using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Admin;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks.Events;

namespace PenguinMails.Dashboard.Tests.Admin;

/// <summary>Webhooks are the operators' alone, on the page and behind it.</summary>
public sealed class WebhookDeskTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.BillingAdmin)]
    [InlineData(Role.Member)]
    public async Task Nobody_of_a_tenant_gets_anything_out_of_the_desk(Role role)
    {
        var (desk, caller) = (app.Services.GetRequiredService<WebhookDesk>(), CallerGiven.Of(Guid.NewGuid(), role));
        Func<Task>[] all =
        [
            () => desk.HealthAsync(caller, Ct),
            () => desk.ListAsync(caller, new EventQuery(null, null, null, 0, 10), Ct),
            () => desk.FindAsync(caller, 1, Ct),
            () => desk.ReplayAsync(caller, null, "Because.", Ct),
            () => desk.ResyncAllAsync(caller, Ct),
            () => desk.ResyncTenantAsync(caller, caller.OwnTenant, Ct),
            () => desk.ResyncIdAsync(caller, "cus_1", Ct),
            () => desk.RunsAsync(caller, Ct),
            () => desk.TrailAsync(caller, Ct),
            () => desk.ProofAsync(caller, caller.OwnTenant, Ct),
        ];

        foreach (var ask in all)
            await Assert.ThrowsAsync<UnauthorizedAccessException>(ask);
    }

    [Theory]
    [InlineData("/admin/webhooks")]
    [InlineData("/admin/webhooks/1")]
    public async Task The_pages_are_refused_to_a_tenants_owner_and_to_strangers(string path)
    {
        var (owner, _, _) = await app.OwnerAsync();
        using (owner)
        {
            var answer = await owner.GetAsync(path);
            Assert.DoesNotContain("Figures", answer.Body, StringComparison.Ordinal);
            Assert.NotEqual("Webhooks", answer.Heading);
        }

        using var stranger = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(path)).Status);
    }
}
