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

        var fences = await Task.WhenAll(names.SelectMany(name => new[] { _here, _there }.Select(keeper => Task.Run(async () =>
        {
            await using var lease = await keeper.TakeAsync(name, Ct);
            return (name, lease.Fence);
        }, Ct))));

        Assert.Equal(100, fences.Distinct().Count());
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

        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _here.TakeAsync(_name, impatient.Token));
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

    [Fact]
    public async Task A_lease_that_ran_out_long_ago_is_purged_and_one_that_is_held_or_was_given_back_lately_is_not()
    {
        await (await _here.TakeAsync($"{_name}:old", Ct)).DisposeAsync();
        await RunOutAsync($"{_name}:old");
        await (await _here.TakeAsync($"{_name}:lately", Ct)).DisposeAsync();
        await using var held = await _here.TakeAsync($"{_name}:held", Ct);

        Assert.InRange(await _here.PurgeAsync(Ct), 1, int.MaxValue);

        await using var db = app.Databases.ForPlatform();
        Assert.Equal(
            [$"{_name}:held", $"{_name}:lately"],
            await db.Leases.Where(lease => lease.Name.StartsWith(_name)).Select(lease => lease.Name).OrderBy(name => name).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_holder_whose_lease_was_purged_commits_nothing_whoever_took_it_anew()
    {
        await using var late = await _here.TakeAsync(_name, Ct);
        await RunOutAsync();
        await _there.PurgeAsync(Ct);
        await using var db = app.Databases.ForPlatform();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        await Assert.ThrowsAsync<LeaseLostException>(() => late.ProveHeldAsync(db, Ct));
        await transaction.RollbackAsync(Ct);
        await using var next = await _there.TakeAsync(_name, Ct);

        await Assert.ThrowsAsync<LeaseLostException>(() => late.ProveHeldAsync(db, Ct));
        await next.ProveHeldAsync(db, Ct);
    }

    [Fact]
    public async Task No_fence_is_given_out_twice_while_others_run_out_and_purge()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var purging = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await RunOutAsync();
                await _there.PurgeAsync(Ct);
            }
        }, Ct);

        var fences = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            await using var lease = await (i % 2 == 0 ? _here : _there).TakeAsync(_name, Ct);
            return lease.Fence;
        }, Ct)));
        await enough.CancelAsync();
        await purging;

        Assert.Equal(40, fences.Distinct().Count());
    }

    [Fact]
    public async Task A_name_that_nobody_holds_or_waits_for_any_more_is_forgotten_here()
    {
        var first = await _here.TakeAsync(_name, Ct);
        using var impatient = new CancellationTokenSource();
        var (gaveUp, waits) = (_here.TakeAsync(_name, impatient.Token), _here.TakeAsync(_name, Ct));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);

        Assert.Equal(1, _here.Here.Count);
        await first.DisposeAsync();
        await (await waits).DisposeAsync();

        Assert.Equal(0, _here.Here.Count);
    }

    private async Task RunOutAsync(string? name = null)
    {
        name ??= _name;
        await using var db = app.Databases.ForPlatform();
        await db.Leases.Where(lease => lease.Name == name).ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, DateTimeOffset.UnixEpoch), Ct);
    }
}

public sealed class LeaseTestsOnSqlite(DashboardApp app) : LeaseTests(app);

public sealed class LeaseTestsOnPostgres(DashboardAppOnPostgres app) : LeaseTests(app.Needed);
