using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Mail.Stops;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Mail;

public abstract class StopMailTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private MailStops Stops => app.Services.GetRequiredService<MailStops>();

    [Fact]
    public async Task A_mail_programs_one_click_stops_the_topic_for_that_address_alone()
    {
        var request = await RequestAsync();
        using var visitor = app.NewVisitor();

        var answer = await visitor.PostAsync(PathOf(Links.OneClick), [new("List-Unsubscribe", "One-Click")]);
        var again = await visitor.PostAsync(PathOf(Links.OneClick), [new("List-Unsubscribe", "One-Click")]);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.Status, again.Status));
        Assert.True(await Stops.IsStoppedAsync(request, Ct));
        Assert.True(await Stops.IsStoppedAsync(request with { To = request.To.ToUpperInvariant() }, Ct));
        Assert.False(await Stops.IsStoppedAsync(request with { Topic = MailTopic.Invoices }, Ct));
        Assert.False(await Stops.IsStoppedAsync(request with { To = "other@example.test" }, Ct));
    }

    [Fact]
    public async Task A_person_is_asked_once_and_may_change_their_mind()
    {
        var request = await RequestAsync();
        using var visitor = app.NewVisitor();
        var page = PathOf(Links.Page);

        Assert.Equal("Stop usage alerts?", (await visitor.GetAsync(page)).Heading);
        Assert.False(await Stops.IsStoppedAsync(request, Ct));
        Assert.Equal("No more usage alerts", (await visitor.SubmitAsync(page, "stop-mail")).Heading);
        Assert.True(await Stops.IsStoppedAsync(request, Ct));
        await visitor.SubmitAsync(page, "stop-mail");
        Assert.False(await Stops.IsStoppedAsync(request, Ct));
    }

    [Fact]
    public async Task A_link_that_we_did_not_write_stops_nothing()
    {
        using var visitor = app.NewVisitor();

        Assert.Equal("This link does not work", (await visitor.GetAsync($"{StopLinks.Path}?t=made-up")).Heading);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync($"{StopLinks.OneClickPath}?t=made-up", [])).Status);
    }

    private StopLink Links { get; set; } = default!;

    private async Task<StopRequest> RequestAsync()
    {
        var (tenant, email) = await app.TenantAsync();
        Links = app.Services.GetRequiredService<StopLinks>().Of(tenant, email, MailTopic.UsageAlerts);
        return new StopRequest(tenant, email, MailTopic.UsageAlerts);
    }

    private static string PathOf(string url) => new Uri(url).PathAndQuery;
}

public sealed class StopMailTestsOnSqlite(DashboardApp app) : StopMailTests(app);

public sealed class StopMailTestsOnPostgres(DashboardAppOnPostgres app) : StopMailTests(app.Needed);
