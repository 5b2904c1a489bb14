using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Data;

/// <summary>The context whose migrations are PostgreSQL's.</summary>
public sealed class PostgresBillingDb(DbContextOptions<PostgresBillingDb> options) : BillingDb(options)
{
    // Keys and the columns that others read by name; their contents are ids, words of Stripe's, and numbers.
    private const int LongestKept = 255;
    private static readonly LeaseSql Sql = new(
        "clock_timestamp()",
        seconds => FormattableString.Invariant($"clock_timestamp() + interval '{seconds} seconds'"),
        "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint");

    internal override bool HasOtherNodes => true;

    internal override LeaseSql LeaseSql => Sql;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        TextSearch.OnPostgres(builder);
        // SQLite knows no lengths. A sentence from outside that is longer than expected must not be what one of the two databases refuses.
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredProperties()).Where(property => property.GetMaxLength() is < 0 or > LongestKept))
            property.SetMaxLength(null);
    }
}
