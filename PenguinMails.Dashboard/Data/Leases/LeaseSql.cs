namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>The statements of leases, which both databases understand once told how each reads its clock. {0} is the name, {1} the fence.</summary>
internal sealed class LeaseSql
{
    /// <param name="now">The database's present instant, written as <see cref="UtcConverter"/> writes one.</param>
    /// <param name="plus">That instant and some seconds.</param>
    /// <param name="ticks">That instant as a number that grows by a thousand in a millisecond.</param>
    public LeaseSql(string now, Func<double, string> plus, string ticks)
    {
        var termsEnd = plus(LeaseKeeper.Term.TotalSeconds);
        // One statement, so that of two takers at once one wins, the row's first taking included. A row's first fence is the
        // clock, so that a name whose row was purged and made anew has none that it had before: nothing is taken so often.
        Take = $$"""
            INSERT INTO leases (name, fence, expires_at) VALUES ({0}, {{ticks}}, {{termsEnd}})
            ON CONFLICT (name) DO UPDATE SET fence = leases.fence + 1, expires_at = excluded.expires_at
            WHERE leases.expires_at <= {{now}}
            RETURNING fence AS "Value"
            """;
        Renew = $$"""UPDATE leases SET expires_at = {{termsEnd}} WHERE name = {0} AND fence = {1}""";
        Release = $$"""UPDATE leases SET expires_at = {{now}} WHERE name = {0} AND fence = {1}""";
        Held = $$"""SELECT count(*) AS "Value" FROM leases WHERE name = {0} AND expires_at > {{now}}""";
        // The condition stands in the outer statement too, which reads a row again that somebody took meanwhile, and passes over it.
        var old = plus(-LeaseKeeper.Kept.TotalSeconds);
        Purge = $"DELETE FROM leases WHERE name IN (SELECT name FROM leases WHERE expires_at < {old} LIMIT {LeaseKeeper.PurgedAtOnce}) AND expires_at < {old}";
    }

    public string Take { get; }

    public string Renew { get; }

    public string Release { get; }

    public string Held { get; }

    public string Purge { get; }
}
