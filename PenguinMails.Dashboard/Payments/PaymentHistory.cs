using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Payments;

/// <param name="Payments">Newest first.</param>
/// <param name="TotalCount">Over all pages.</param>
public sealed record PaymentPage(IReadOnlyList<Payment> Payments, int TotalCount);

/// <summary>The tenant's payments, from the mirror.</summary>
public sealed class PaymentHistory(BillingDbFactory databases)
{
    /// <param name="caller">Who asks; must manage the tenant's billing, since a payment shows how they pay.</param>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">How many on a page.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<PaymentPage> ReadAsync(Caller caller, int page, int perPage, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new PaymentPage([], 0);
        await using var db = databases.ForTenant(caller.OwnTenant);
        var payments = await db.Payments.AsNoTracking().OrderByDescending(payment => payment.CreatedAt).ThenByDescending(payment => payment.Id)
            .Skip((page - 1) * perPage).Take(perPage).ToListAsync(ct);
        return new PaymentPage(payments, await db.Payments.CountAsync(ct));
    }
}
