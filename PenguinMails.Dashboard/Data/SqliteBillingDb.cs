using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Data;

/// <summary>The context whose migrations are SQLite's.</summary>
public sealed class SqliteBillingDb(DbContextOptions<SqliteBillingDb> options) : BillingDb(options)
{
    private static readonly LeaseSql Sql = new("strftime('%Y-%m-%d %H:%M:%f', 'now')", FormattableString.Invariant($"strftime('%Y-%m-%d %H:%M:%f', 'now', '+{LeaseKeeper.Term.TotalSeconds} seconds')"));

    internal override bool HasOtherNodes => false;

    internal override LeaseSql LeaseSql => Sql;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        TextSearch.OnSqlite(builder);
    }
}
