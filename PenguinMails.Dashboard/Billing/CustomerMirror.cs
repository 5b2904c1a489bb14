using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing;

/// <summary>The part of the mirror that is about who pays and with what: billing details and cards on file.</summary>
internal sealed class CustomerMirror(BillingDb db, BillingCustomer customer, DateTimeOffset now)
{
    public async Task WriteAsync(CustomerState state, CancellationToken ct)
    {
        if (state.Customer is not { Deleted: false })
        {
            customer.DeletedAt ??= now;
            db.PaymentMethods.RemoveRange(await db.PaymentMethods.ToListAsync(ct));
            return;
        }

        var details = BillingDetails.Of(state.Customer);
        // Replaced only when different: an owned value that is merely equal would be written as a change.
        if (customer.Details != details)
            customer.Details = details;
        await WriteCardsAsync(state, ct);
    }

    private async Task WriteCardsAsync(CustomerState state, CancellationToken ct)
    {
        var rows = await db.PaymentMethods.ToDictionaryAsync(method => method.Id, ct);
        foreach (var snapshot in state.Cards)
        {
            var card = Card.Of(snapshot)!;
            if (!rows.Remove(snapshot.Id, out var row))
                db.PaymentMethods.Add(row = new PaymentMethod { Id = snapshot.Id, TenantId = customer.TenantId, Card = card });
            else if (row.Card != card)
                row.Card = card;
            row.IsDefault = snapshot.Id == state.Customer!.DefaultCard?.Id;
        }

        db.PaymentMethods.RemoveRange(rows.Values);
    }
}
