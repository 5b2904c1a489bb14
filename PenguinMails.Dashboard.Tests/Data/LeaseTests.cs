using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Data;

/// <summary>Two keepers share nothing but the database, as two processes do.</summary>
public abstract class LeaseTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly string _name = $"test:{Guid.NewGuid()}";
    private readonly LeaseKeeper _here = new(app.Databases);
    private readonly LeaseKeeper _there = new(app.Databases);

    [Fact]
    public async Task A_lease_is_held_by_one_at_a_time_from_its_very_first_taking()
    {
        var (holders, most, takings) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            await using var lease = await (i % 2 == 0 ? _here : _there).TakeAsync(_name, Ct);
            var together = Interlocked.Increment(ref holders);
            most = Math.Max(most, together);
            await Task.Yield();
            takings++;
            Interlocked.Decrement(ref holders);
        }, Ct)));

        Assert.Equal((1, 20), (most, takings));
    }

    [Fact]
    public async Task Many_names_are_taken_for_the_first_time_by_both_at_once()
    {
        var names = Enumerable.Range(0, 50).Select(i => $"{_name}:{i}").ToList();

        await Task.WhenAll(names.SelectMany(name => new[] { _here, _there }.Select(keeper => Task.Run(async () => await (await keeper.TakeAsync(name, Ct)).DisposeAsync(), Ct))));

        await using var db = app.Databases.ForPlatform();
        Assert.Equal(50, await db.Leases.CountAsync(lease => names.Contains(lease.Name) && lease.Fence == 2, Ct));
    }

    [Fact]
    public async Task A_holder_that_was_away_for_too_long_commits_nothing()
    {
        await using var late = await _here.TakeAsync(_name, Ct);
        await RunOutAsync();
        await using var next = await _there.TakeAsync(_name, Ct);
        await using var db = app.Databases.ForPlatform();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);

        await Assert.ThrowsAsync<LeaseLostException>(() => late.ProveHeldAsync(db, Ct));
        await next.ProveHeldAsync(db, Ct);
    }

    [Fact]
    public async Task Giving_back_what_was_lost_leaves_the_next_holder_alone()
    {
        await using (await _here.TakeAsync(_name, Ct))
        {
            await RunOutAsync();
            await _there.TakeAsync(_name, Ct);
        }

        await using var db = app.Databases.ForPlatform();
        Assert.True((await db.Leases.AsNoTracking().SingleAsync(lease => lease.Name == _name, Ct)).ExpiresAt > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_lease_is_renewed_while_its_holder_lives()
    {
        await using var lease = await _here.TakeAsync(_name, Ct);
        await RunOutAsync();

        Assert.True(await _here.RenewAsync(lease, Ct));

        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _there.TakeAsync(_name, impatient.Token));
    }

    [Fact]
    public async Task The_products_clock_does_not_run_a_lease_out()
    {
        await using var lease = await app.Services.GetRequiredService<LeaseKeeper>().TakeAsync(_name, Ct);
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _there.TakeAsync(_name, impatient.Token));
    }

    private async Task RunOutAsync()
    {
        await using var db = app.Databases.ForPlatform();
        await db.Leases.Where(lease => lease.Name == _name).ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, DateTimeOffset.UnixEpoch), Ct);
    }
}

public sealed class LeaseTestsOnSqlite(DashboardApp app) : LeaseTests(app);

public sealed class LeaseTestsOnPostgres(DashboardAppOnPostgres app) : LeaseTests(app.Needed);
