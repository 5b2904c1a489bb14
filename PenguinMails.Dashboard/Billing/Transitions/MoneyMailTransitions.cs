using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Billing.Mails;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>Tells a tenant's billing contacts of invoices that they can have, and of money that comes back.</summary>
internal sealed class MoneyMailTransitions(TenantMails mails, PublicAddress address) : ITransitionHandler
{
    public Task HandleAsync(BillingTransition transition, TransitionContext context, CancellationToken ct) => transition switch
    {
        BillingTransition.InvoiceAvailable available => AvailableAsync(available.Invoice, available.DueAt, context, ct),
        BillingTransition.Refunded refunded => RefundedAsync(refunded, context, ct),
        _ => Task.CompletedTask,
    };

    private Task AvailableAsync(Invoice invoice, DateTimeOffset? dueAt, TransitionContext context, CancellationToken ct)
    {
        var (number, page) = (invoice.Number ?? invoice.Id, address.Of($"/invoices/{invoice.Id}"));
        IMailFacts facts = invoice.IsOpen
            ? new InvoiceToPay(number, invoice.Due.ToString(), dueAt, page)
            : new InvoicePaid(number, invoice.Money(invoice.Total).ToString(), invoice.CreatedAt, page);
        return mails.PostAsync(context.Db, context.TenantId, $"invoice:{invoice.Id}", facts, ct: ct);
    }

    private async Task RefundedAsync(BillingTransition.Refunded refunded, TransitionContext context, CancellationToken ct)
    {
        var payment = refunded.Payment;
        var invoice = payment.InvoiceId is { } id ? await context.Db.Invoices.FindAsync([id], ct) : null;
        // The sum so far, and not the moment: a mirror that is built anew tells nothing twice.
        var key = FormattableString.Invariant($"refund:{payment.Id}:{payment.AmountRefunded}");
        await mails.PostAsync(context.Db, context.TenantId, key, await FactsAsync(refunded, invoice, context, ct), ct: ct);
    }

    private async Task<IMailFacts> FactsAsync(BillingTransition.Refunded refunded, Invoice? invoice, TransitionContext context, CancellationToken ct)
    {
        var (payment, amount, card) = (refunded.Payment, refunded.Amount.ToString(), refunded.Payment.Card?.Name);
        // Beside "your plan is active" a mere "we refunded" would read as if the plan were gone.
        if (invoice?.StripeSubscriptionId is { } bought && await context.Db.DuplicateSubscriptions.FindAsync([bought], ct) is not null)
            return new SecondPurchaseRefunded(amount, await PlanAsync(context, ct), card, address.Of("/billing"));
        var page = invoice is null ? "/payments" : $"/invoices/{invoice.Id}";
        return new MoneyRefunded(amount, payment.Money.ToString(), invoice is null ? null : invoice.Number ?? invoice.Id, card, address.Of(page));
    }

    private static async Task<string> PlanAsync(TransitionContext context, CancellationToken ct)
    {
        var kept = await context.Db.TenantSubscriptions.SingleOrDefaultAsync(ct);
        return await context.Db.Plans.Where(plan => kept != null && plan.Id == kept.PlanId).Select(plan => plan.Name).SingleOrDefaultAsync(ct) ?? "Your plan";
    }
}
