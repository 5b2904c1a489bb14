using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Dunning.Mails;
using PenguinMails.Dashboard.Dunning.Schedule;

namespace PenguinMails.Dashboard.Dunning.Cases;

/// <summary>Opens a case when an invoice fails, and closes it when the matter is over, whoever brought that about and however it was heard.</summary>
internal sealed class DunningTransitions(DunningMails mails) : ITransitionHandler
{
    public Task HandleAsync(BillingTransition transition, TransitionContext context, CancellationToken ct) => transition switch
    {
        BillingTransition.PaymentFailed failed => FailedAsync(failed.Invoice, context, ct),
        BillingTransition.AuthenticationRequired required => FailedAsync(required.Invoice, context, ct),
        BillingTransition.Recovered recovered => RecoveredAsync(recovered.Invoice, context, ct),
        BillingTransition.InvoiceClosed closed => ForgivenAsync(closed.Invoice, context, ct),
        BillingTransition.Ended ended => EndedAsync(ended.Subject, context, ct),
        BillingTransition.MethodReplaced replaced => CardReplacedAsync(replaced.Subscription, context, ct),
        _ => Task.CompletedTask,
    };

    private async Task FailedAsync(Invoice invoice, TransitionContext context, CancellationToken ct)
    {
        if (await CaseOfAsync(invoice, context, ct) is { } known)
            await NoteAsync(known, invoice, context, ct);
        else
            await OpenAsync(invoice, context, ct);
    }

    private async Task OpenAsync(Invoice invoice, TransitionContext context, CancellationToken ct)
    {
        var db = context.Db;
        var one = new DunningCase
        {
            Id = Guid.CreateVersion7(context.Now),
            TenantId = context.TenantId,
            InvoiceId = invoice.Id,
            StripeSubscriptionId = invoice.StripeSubscriptionId!,
            StripeCustomerId = await db.BillingCustomers.Select(customer => customer.StripeCustomerId).SingleAsync(ct),
            FirstFailedAt = invoice.FailingSince!.Value,
            OpenedAt = context.Now,
            Amount = invoice.Due.Minor,
            Currency = invoice.Currency,
            DeclineCode = invoice.DeclineCode,
            NeedsAuthentication = invoice.NeedsAuthentication,
        };
        var steps = DunningSchedule.Steps(one).ToList();
        one.NextActionAt = steps[0].DueAt;
        db.DunningCases.Add(one);
        db.DunningSteps.AddRange(steps);
        // Heard of after the card was replaced already.
        if (invoice.DeclinedMethodId is not null && await MethodIdAsync(one, context, ct) is { } method && method != invoice.DeclinedMethodId)
            AddCardStep(one, method, context);
        await db.AnnounceSuspensionAsync(invoice, DunningSchedule.SuspendsAt(one.FirstFailedAt), ct);
        // Heard of late, the step that is due already says what has become of it: two mails within a minute would contradict each other.
        if (steps[0].DueAt > context.Now)
            await mails.FailedAsync(db, one, invoice, ct);
    }

    // An attempt of ours is under way or was cut off: it is in the book already. Else somebody tried on Stripe's page, or Stripe did.
    private static async Task NoteAsync(DunningCase one, Invoice invoice, TransitionContext context, CancellationToken ct)
    {
        if (one.ClosedAt is not null || await context.Db.DunningAttempts.AnyAsync(attempt => attempt.CaseId == one.Id && attempt.FinishedAt == null, ct))
            return;
        context.Db.DunningAttempts.Add(new DunningAttempt
        {
            Id = Guid.CreateVersion7(context.Now),
            TenantId = one.TenantId,
            CaseId = one.Id,
            Kind = AttemptKind.Elsewhere,
            Key = $"{one.Id:N}:elsewhere:{invoice.AttemptCount}:{invoice.NeedsAuthentication}",
            By = Audit.AuditTrail.Stripe,
            StartedAt = invoice.LastFailedAt ?? context.Now,
            CountBefore = invoice.AttemptCount - 1,
            FinishedAt = invoice.LastFailedAt ?? context.Now,
            Outcome = invoice.NeedsAuthentication ? StepOutcome.AuthenticationNeeded : StepOutcome.Declined,
            DeclineCode = invoice.DeclineCode,
        });
    }

    private async Task RecoveredAsync(Invoice invoice, TransitionContext context, CancellationToken ct)
    {
        if (await CaseOfAsync(invoice, context, ct) is not { ClosedAt: null } one)
            return;
        await CloseAsync(one, CaseEnding.Recovered, invoice, context, ct);
        await context.Db.LiftSuspensionAsync(invoice.Id, context.Now, ct);
        // With another invoice still unpaid, "all is well" would not be true.
        if (!await context.Db.DunningCases.AnyAsync(other => other.Id != one.Id && other.ClosedAt == null, ct))
            await mails.RecoveredAsync(context.Db, one, ct);
    }

    private static async Task ForgivenAsync(Invoice invoice, TransitionContext context, CancellationToken ct)
    {
        // Voided by ourselves, because the subscription ends for it: it is not over before that.
        if (await CaseOfAsync(invoice, context, ct) is not { ClosedAt: null } one || await IsEndingAsync(one, context, ct))
            return;
        await CloseAsync(one, CaseEnding.Forgiven, invoice, context, ct);
        await context.Db.LiftSuspensionAsync(invoice.Id, context.Now, ct);
    }

    private async Task EndedAsync(string subscriptionId, TransitionContext context, CancellationToken ct)
    {
        foreach (var one in await OpenCasesAsync(subscriptionId, context, ct))
        {
            // The suspension stays: what was not paid gives nothing until its period's end either.
            await CloseAsync(one, CaseEnding.Canceled, (await context.Db.Invoices.FindAsync([one.InvoiceId], ct))!, context, ct);
            if (await IsEndingAsync(one, context, ct))
                await mails.CanceledAsync(context.Db, one, ct);
        }
    }

    // No worker looks at it any more: an attempt that was cut off is settled now or never.
    private static async Task CloseAsync(DunningCase one, CaseEnding ending, Invoice invoice, TransitionContext context, CancellationToken ct)
    {
        one.Close(ending, context.Now);
        await context.Db.SettleCutOffAsync(one, invoice, except: null, context.Now, ct);
    }

    private static async Task CardReplacedAsync(TenantSubscription subscription, TransitionContext context, CancellationToken ct)
    {
        foreach (var one in await OpenCasesAsync(subscription.StripeSubscriptionId, context, ct))
        {
            var key = DunningSchedule.CardKey(one, subscription.PaymentMethodId!);
            var tried = await context.Db.Invoices.FindAsync([one.InvoiceId], ct) is { } invoice && invoice.DeclinedMethodId == subscription.PaymentMethodId;
            if (tried || await context.Db.DunningSteps.AnyAsync(known => known.AttemptKey == key, ct))
                continue;
            AddCardStep(one, subscription.PaymentMethodId!, context);
        }
    }

    private static void AddCardStep(DunningCase one, string methodId, TransitionContext context)
    {
        context.Db.DunningSteps.Add(DunningSchedule.NewCard(one, methodId, context.Now));
        one.NextActionAt = context.Now;
    }

    private static Task<string?> MethodIdAsync(DunningCase one, TransitionContext context, CancellationToken ct) => context.Db.TenantSubscriptions
        .Where(row => row.StripeSubscriptionId == one.StripeSubscriptionId).Select(row => row.PaymentMethodId).SingleOrDefaultAsync(ct);

    private static async Task<bool> IsEndingAsync(DunningCase one, TransitionContext context, CancellationToken ct) =>
        await context.Db.Suspensions.FindAsync([one.InvoiceId], ct) is { EndingAt: not null };

    private static Task<List<DunningCase>> OpenCasesAsync(string subscriptionId, TransitionContext context, CancellationToken ct) =>
        context.Db.DunningCases.Where(one => one.StripeSubscriptionId == subscriptionId && one.ClosedAt == null).ToListAsync(ct);

    private static Task<DunningCase?> CaseOfAsync(Invoice invoice, TransitionContext context, CancellationToken ct) =>
        context.Db.DunningCases.SingleOrDefaultAsync(one => one.InvoiceId == invoice.Id, ct);
}
