using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Data;

public sealed class FirstStartTests : IAsyncLifetime
{
    private string? _database;

    public async ValueTask InitializeAsync() => _database = await Postgres.EmptyDatabaseAsync();

    [Fact]
    public async Task Nodes_that_start_together_on_an_empty_database_make_it_once()
    {
        Postgres.Need(this, _database);
        await using var a = new Node(_database!);
        await using var b = new Node(_database!);

        await Task.WhenAll(Task.Run(() => a.InitializeAsync().AsTask()), Task.Run(() => b.InitializeAsync().AsTask()));

        await using var db = a.Databases.ForPlatform();
        Assert.Equal(1, await db.DataProtectionKeys.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(4, await db.Plans.CountAsync(TestContext.Current.CancellationToken));
        var (visitor, _, _) = await a.OwnerAsync();
        using var _1 = visitor;
        Assert.Equal(System.Net.HttpStatusCode.OK, (await visitor.GetAsync(new Uri(b.Address, "/account").ToString())).Status);
    }

    public async ValueTask DisposeAsync() => await Postgres.DropAsync(_database);

    private sealed class Node(string database) : DashboardApp
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("ConnectionStrings:Billing", database)];
    }
}
