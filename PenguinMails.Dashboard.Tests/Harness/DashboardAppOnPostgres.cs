namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The same application on PostgreSQL. Where there is none it does not start, and its tests say why.</summary>
public sealed class DashboardAppOnPostgres : DashboardApp
{
    private string? _database;

    internal DashboardApp Needed => Postgres.Need(this, _database);

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("ConnectionStrings:Billing", _database!)];

    public override async ValueTask InitializeAsync()
    {
        _database = await Postgres.NewDatabaseAsync();
        if (_database is not null)
            await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Postgres.DropAsync(_database);
    }
}

/// <summary>The whole product on PostgreSQL, with a sandbox of its own.</summary>
public sealed class BillingAppOnPostgres : BillingApp
{
    internal string? Database { get; private set; }

    internal BillingApp Needed => Postgres.Need(this, Database);

    protected override IEnumerable<KeyValuePair<string, string>> Settings => base.Settings.Append(new("ConnectionStrings:Billing", Database!));

    public override async ValueTask InitializeAsync()
    {
        Database = await Postgres.NewDatabaseAsync();
        if (Database is not null)
            await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Postgres.DropAsync(Database);
    }
}
