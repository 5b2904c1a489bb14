namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>The statements of leases, which both databases understand once told how each reads its clock. {0} is the name, {1} the fence.</summary>
/// <param name="now">The database's present instant, written as <see cref="UtcConverter"/> writes one.</param>
/// <param name="termsEnd">That instant and <see cref="LeaseKeeper.Term"/>.</param>
internal sealed class LeaseSql(string now, string termsEnd)
{
    // One statement, so that of two takers at once one wins, the row's first taking included.
    public string Take { get; } = $$"""
        INSERT INTO leases (name, fence, expires_at) VALUES ({0}, 1, {{termsEnd}})
        ON CONFLICT (name) DO UPDATE SET fence = leases.fence + 1, expires_at = excluded.expires_at
        WHERE leases.expires_at <= {{now}}
        RETURNING fence AS "Value"
        """;

    public string Renew { get; } = $$"""UPDATE leases SET expires_at = {{termsEnd}} WHERE name = {0} AND fence = {1}""";

    public string Held { get; } = $$"""SELECT count(*) AS "Value" FROM leases WHERE name = {0} AND expires_at > {{now}}""";
}
