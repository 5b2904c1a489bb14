using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Invoices;

/// <param name="Payments">Oldest first; null for whoever may not see how the company pays.</param>
public sealed record InvoiceFile(Invoice Invoice, IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<Payment>? Payments);

/// <summary>One invoice with its lines and what was paid for it, from the mirror.</summary>
public sealed class InvoiceFiles(BillingDbFactory databases)
{
    /// <returns>Null where the tenant has no such invoice.</returns>
    public async Task<InvoiceFile?> FindAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        if (await new InvoiceFilter().Of(db, caller).AsNoTracking().SingleOrDefaultAsync(invoice => invoice.Id == id, ct) is not { } invoice)
            return null;
        var lines = await db.InvoiceLines.AsNoTracking().Where(line => line.InvoiceId == id).OrderBy(line => line.Position).ToListAsync(ct);
        var payments = caller.ManagesBilling
            ? await db.Payments.AsNoTracking().Where(payment => payment.InvoiceId == id).OrderBy(payment => payment.CreatedAt).ToListAsync(ct)
            : null;
        return new InvoiceFile(invoice, lines, payments);
    }
}
