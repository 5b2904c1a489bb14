using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Payments;

public abstract record ReceiptOutcome
{
    public sealed record Found(Uri Url) : ReceiptOutcome;

    /// <summary>The tenant has no such payment, or it has no receipt since it did not succeed.</summary>
    public sealed record Missing : ReceiptOutcome;

    public sealed record StripeUnavailable : ReceiptOutcome;

    private ReceiptOutcome()
    {
    }
}

/// <summary>Reads at Stripe where a payment's receipt is at this moment: the link expires.</summary>
public sealed class Receipts(BillingDbFactory databases, Documents stripe)
{
    public async Task<ReceiptOutcome> FindAsync(Caller caller, string paymentId, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new ReceiptOutcome.Missing();
        await using (var db = databases.ForTenant(caller.OwnTenant))
        {
            if (!await db.Payments.AnyAsync(payment => payment.Id == paymentId, ct))
                return new ReceiptOutcome.Missing();
        }

        try
        {
            return await stripe.ReceiptAsync(paymentId, ct) is { } url ? new ReceiptOutcome.Found(url) : new ReceiptOutcome.Missing();
        }
        catch (StripeUnavailableException)
        {
            return new ReceiptOutcome.StripeUnavailable();
        }
    }
}
