using System.Net;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

public sealed class AttemptLimitTests(AttemptLimitTests.StrictApp app) : IClassFixture<AttemptLimitTests.StrictApp>
{
    [Fact]
    public async Task Who_sends_forms_too_often_is_asked_to_wait_and_may_still_read()
    {
        using var visitor = app.NewVisitor();
        for (var attempt = 0; attempt < 3; attempt++)
            Assert.Equal(HttpStatusCode.OK, (await visitor.SignInAsync(AccountGiven.NewEmail())).Status);

        var answer = await visitor.SignInAsync(AccountGiven.NewEmail());

        Assert.Equal((HttpStatusCode.TooManyRequests, "Too many attempts"), (answer.Status, answer.Heading));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/sign-in")).Status);
    }

    public sealed class StrictApp : DashboardApp
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Accounts:AttemptsPerMinute", "3")];
    }
}
