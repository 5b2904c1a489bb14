using Microsoft.Extensions.Logging.Abstractions;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Tests.Live;

public sealed class BillingFeedTests
{
    private readonly BillingFeed _feed = new(new NoOtherNodes(), NullLogger<BillingFeed>.Instance);

    [Fact]
    public void Tells_every_watcher_of_the_tenant_and_no_other()
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        var told = new List<string>();
        using var a = _feed.Watch(mine, () => Tell("a"));
        using var b = _feed.Watch(mine, () => Tell("b"));
        using var c = _feed.Watch(theirs, () => Tell("c"));

        _feed.Publish(mine);

        Assert.Equal(["a", "b"], told.Order());

        Task Tell(string who)
        {
            told.Add(who);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void A_page_that_was_left_is_told_nothing()
    {
        var tenant = Guid.NewGuid();
        var told = false;
        _feed.Watch(tenant, () => Task.FromResult(told = true)).Dispose();

        _feed.Publish(tenant);

        Assert.False(told);
    }

    [Fact]
    public void A_page_that_fails_does_not_keep_the_news_from_the_others()
    {
        var tenant = Guid.NewGuid();
        var told = false;
        using var broken = _feed.Watch(tenant, () => throw new InvalidOperationException("broken page"));
        using var sound = _feed.Watch(tenant, () => Task.FromResult(told = true));

        _feed.Publish(tenant);

        Assert.True(told);
    }
}
