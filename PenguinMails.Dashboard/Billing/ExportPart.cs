using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing;

/// <summary>
/// A table of a tenant's data export, registered by the room that owns the rows: whoever writes the files knows none of them.
/// </summary>
/// <param name="Name">Of its files, without an ending: "invoices".</param>
/// <param name="Row">The type of its rows; their public properties are the columns.</param>
/// <param name="Read">Reads them from a context of the tenant's, a few at a time.</param>
public sealed record ExportPart(string Name, Type Row, Func<BillingDb, IAsyncEnumerable<object>> Read)
{
    public static ExportPart Of<T>(string name, Func<BillingDb, IQueryable<T>> rows) where T : class =>
        new(name, typeof(T), db => rows(db).AsAsyncEnumerable());
}
