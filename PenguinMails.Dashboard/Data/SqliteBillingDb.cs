using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Data;

/// <summary>The context whose migrations are SQLite's.</summary>
public sealed class SqliteBillingDb(DbContextOptions<SqliteBillingDb> options) : BillingDb(options)
{
    // Its clock counts milliseconds.
    private static readonly LeaseSql Sql = new(
        "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        seconds => FormattableString.Invariant($"strftime('%Y-%m-%d %H:%M:%f', 'now', '{seconds:+0;-0} seconds')"),
        "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000");

    internal override bool HasOtherNodes => false;

    internal override LeaseSql LeaseSql => Sql;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        TextSearch.OnSqlite(builder);
    }
}
