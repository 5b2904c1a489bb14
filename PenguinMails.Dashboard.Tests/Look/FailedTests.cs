using Bunit;
using PenguinMails.Dashboard.Look;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Look;

public sealed class FailedTests : ComponentTest
{
    [Fact]
    public async Task Offers_the_way_out()
    {
        var tried = false;
        var failed = Render<Failed>(parameters => parameters.Add(part => part.Retry, () => tried = true));

        Assert.Equal("alert", failed.Find("[role=alert]").GetAttribute("role"));
        await failed.Find("button").ClickAsync(new());

        Assert.True(tried);
    }

    [Fact]
    public void Offers_none_where_there_is_none() => Assert.Empty(Render<Failed>().FindAll("button"));
}
