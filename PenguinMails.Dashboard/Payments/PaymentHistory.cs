using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Payments;

/// <param name="Payments">Newest first.</param>
/// <param name="TotalCount">Over all pages.</param>
public sealed record PaymentPage(IReadOnlyList<Payment> Payments, int TotalCount);

/// <summary>A payment in the list, with the number of the invoice it paid.</summary>
public sealed record PaymentLine(Payment Payment, string? InvoiceNumber);

public sealed record PaymentLines(IReadOnlyList<PaymentLine> Lines, int Total);

/// <summary>The tenant's payments, from the mirror: for those who manage its billing, since a payment shows how they pay. Others get none.</summary>
public sealed class PaymentHistory(BillingDbFactory databases)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">How many on a page.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<PaymentPage> ReadAsync(Caller caller, int page, int perPage, CancellationToken ct)
    {
        var found = await PageAsync(caller, new PaymentFilter(), PaymentSort.Date, descending: true, (page - 1) * perPage, perPage, ct);
        return new PaymentPage([.. found.Lines.Select(line => line.Payment)], found.Total);
    }

    public async Task<PaymentLines> PageAsync(Caller caller, PaymentFilter filter, PaymentSort sort, bool descending, int skip, int take, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new PaymentLines([], 0);
        await using var db = databases.ForTenant(caller.OwnTenant);
        var payments = filter.Of(db, caller).AsNoTracking();
        var lines = await Lines(db, payments.InOrder(sort, descending).Skip(skip).Take(take)).ToListAsync(ct);
        return new PaymentLines(lines, await payments.CountAsync(ct));
    }

    /// <summary>All that fit, newest first, one after another.</summary>
    public async IAsyncEnumerable<PaymentLine> AllAsync(Caller caller, PaymentFilter filter, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (!caller.ManagesBilling)
            yield break;
        await using var db = databases.ForTenant(caller.OwnTenant);
        var lines = Lines(db, filter.Of(db, caller).AsNoTracking().InOrder(PaymentSort.Date, descending: true));
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(ct))
            yield return line;
    }

    private static IQueryable<PaymentLine> Lines(BillingDb db, IQueryable<Payment> payments) => payments.Select(payment =>
        new PaymentLine(payment, db.Invoices.Where(invoice => invoice.Id == payment.InvoiceId).Select(invoice => invoice.Number).FirstOrDefault()));
}
