using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Invoices;

/// <param name="Total">Over all pages.</param>
public sealed record InvoicePageOf(IReadOnlyList<Invoice> Invoices, int Total);

/// <param name="Lines">Of all of them, in the documents' order.</param>
public sealed record InvoicesAfter(IReadOnlyList<Invoice> Invoices, ILookup<string, InvoiceLine> Lines, bool HasMore);

/// <summary>The tenant's invoices, from the mirror. Everybody of the tenant may look.</summary>
public sealed class InvoiceList(BillingDbFactory databases)
{
    public async Task<InvoicePageOf> PageAsync(Caller caller, InvoiceFilter filter, InvoiceSort sort, bool descending, int skip, int take, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var invoices = filter.Of(db, caller).AsNoTracking();
        var page = await invoices.InOrder(sort, descending).Skip(skip).Take(take).ToListAsync(ct);
        return new InvoicePageOf(page, await invoices.CountAsync(ct));
    }

    /// <summary>Newest first, by Stripe's kind of cursor.</summary>
    /// <returns>Null where the cursor is no invoice of the tenant's.</returns>
    public async Task<InvoicesAfter?> AfterAsync(Caller caller, string? status, string? startingAfter, int limit, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var invoices = new InvoiceFilter(status).Of(db, caller).AsNoTracking();
        if (!string.IsNullOrEmpty(startingAfter))
        {
            if (await db.Invoices.AsNoTracking().SingleOrDefaultAsync(invoice => invoice.Id == startingAfter, ct) is not { } cursor)
                return null;
#pragma warning disable CA1309 // In the database's own order, which is that of the list too.
            invoices = invoices.Where(invoice => invoice.CreatedAt < cursor.CreatedAt
                || (invoice.CreatedAt == cursor.CreatedAt && string.Compare(invoice.Id, cursor.Id) < 0));
#pragma warning restore CA1309
        }

        var found = await invoices.InOrder(InvoiceSort.Date, descending: true).Take(limit + 1).ToListAsync(ct);
        var page = found.Take(limit).ToList();
        var ids = page.Select(invoice => invoice.Id).ToList();
        var lines = await db.InvoiceLines.AsNoTracking().Where(line => ids.Contains(line.InvoiceId)).OrderBy(line => line.Position).ToListAsync(ct);
        return new InvoicesAfter(page, lines.ToLookup(line => line.InvoiceId), found.Count > limit);
    }

    /// <summary>All that fit, newest first, one after another.</summary>
    public async IAsyncEnumerable<Invoice> AllAsync(Caller caller, InvoiceFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        await foreach (var invoice in filter.Of(db, caller).AsNoTracking().InOrder(InvoiceSort.Date, descending: true).AsAsyncEnumerable().WithCancellation(ct))
            yield return invoice;
    }

    /// <summary>What the tenant has yet to pay, oldest first.</summary>
    public async Task<IReadOnlyList<Invoice>> OpenAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return await new InvoiceFilter("open").Of(db, caller).AsNoTracking().InOrder(InvoiceSort.Date, descending: false).Take(MostOpen).ToListAsync(ct);
    }

    private const int MostOpen = 20;
}
