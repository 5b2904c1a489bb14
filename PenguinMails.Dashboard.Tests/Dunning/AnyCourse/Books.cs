using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>The product's books beside the bank's.</summary>
internal sealed class Books(CommonGround ground)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly string[] Kinds = ["Payment failed", "Retry failed", "Sending suspended", "Payment recovered", "Canceled after non-payment"];

    /// <summary>When nothing is due any more: every attempt is accounted for, what the tenant may do follows from what it paid, and it was told each thing once.</summary>
    public async Task AgreeAsync(Debt debt, SeenFromOutside seen)
    {
        var (invoice, subscription, charges) = (await debt.InvoiceAsync(), await debt.SubscriptionAsync(), await debt.ChargesAsync());
        var (one, steps, attempts) = await ground.ReadAsync(async db =>
        {
            var found = await db.DunningCases.AsNoTracking().SingleAsync(row => row.TenantId == debt.Tenant, Ct);
            return (found, await db.DunningSteps.AsNoTracking().Where(row => row.CaseId == found.Id).ToListAsync(Ct), await db.DunningAttempts.AsNoTracking().Where(row => row.CaseId == found.Id).ToListAsync(Ct));
        });

        Attempts(debt, invoice, charges, attempts);
        State(one, invoice, seen);
        Assert.All(steps, step => Assert.True(step.DoneAt is not null || one.ClosedAt is not null || step.DueAt > ground.Stripe.Clock.GetUtcNow(), $"{step.Kind} of day {step.Day} was not done"));
        await ToldOnceAsync(debt, one, steps);
        Assert.Equal((invoice.Status, invoice.AttemptCount, invoice.AmountPaid, subscription.Status), await MirrorAsync(debt, one));
    }

    private Task<(string, long, long, string)> MirrorAsync(Debt debt, DunningCase one) => ground.ReadAsync(async db =>
    {
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(row => row.Id == one.InvoiceId, Ct);
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleAsync(row => row.TenantId == debt.Tenant, Ct);
        return (invoice.Status, (long)invoice.AttemptCount, invoice.AmountPaid, subscription.Status);
    });

    private static void Attempts(Debt debt, Stripe.Invoice invoice, List<string> charges, List<DunningAttempt> attempts)
    {
        var made = attempts.Where(attempt => attempt is { Kind: not AttemptKind.Elsewhere, Outcome: not StepOutcome.NoCard }).ToList();
        Assert.All(attempts, attempt => Assert.NotNull(attempt.FinishedAt));
        Assert.Equal(invoice.AttemptCount, charges.Count);
        Assert.Equal(invoice.Status == "paid" ? 1 : 0, charges.Count(status => status == "succeeded"));
        // The renewal's own, each of ours once, and those past us. By the count alone one past us cannot be told from one of ours
        // that a node died of before it was made, so that may stand in the book as ours.
        Assert.InRange(made.Count, invoice.AttemptCount - 1 - debt.Elsewhere, invoice.AttemptCount - 1);
        Assert.InRange(made.Count(attempt => attempt.Kind is AttemptKind.Scheduled), 0, 4);
        // Who paid is known where nobody asked the bank past us.
        if (debt.Elsewhere == 0)
            Assert.Equal(invoice.Status == "paid" ? 1 : 0, made.Count(attempt => attempt.Outcome is StepOutcome.Paid));
    }

    private void State(DunningCase one, Stripe.Invoice invoice, SeenFromOutside seen)
    {
        var suspends = one.FirstFailedAt.AddDays(7) <= ground.Stripe.Clock.GetUtcNow();
        var expected = (invoice.Status, one.Ending) switch
        {
            ("paid", CaseEnding.Recovered) => new SeenFromOutside("active", CanSendEmails: true),
            ("void", CaseEnding.Canceled) => new SeenFromOutside("canceled", CanSendEmails: false),
            ("open", null) when suspends => new SeenFromOutside("suspended", CanSendEmails: false),
            ("open", null) => new SeenFromOutside("past_due", CanSendEmails: true),
            var other => throw new InvalidOperationException($"An invoice and its case contradict each other: {other}."),
        };
        Assert.Equal(expected, seen);
    }

    private async Task ToldOnceAsync(Debt debt, DunningCase one, List<DunningStep> steps)
    {
        var mails = await ground.ReadAsync(db => db.OutboxMails.AsNoTracking()
            .Where(mail => mail.TenantId == debt.Tenant && mail.Conversation != null && mail.Conversation.StartsWith("payment:")).ToListAsync(Ct));
        int Unpaid(StepKind kind) => steps.Count(step => step.Kind == kind && step.Outcome is not (null or StepOutcome.Paid or StepOutcome.Missed));
        int[] expected =
            [1, Unpaid(StepKind.Retry), Unpaid(StepKind.RetryOrSuspend), one.Ending is CaseEnding.Recovered ? 1 : 0, one.Ending is CaseEnding.Canceled ? 1 : 0];

        Assert.Equal(expected, Kinds.Select(kind => mails.Count(mail => mail.Kind == kind)));
        Assert.Equal(mails.Count, expected.Sum());
        Assert.Equal(mails.Count, mails.DistinctBy(mail => (mail.Key, mail.To)).Count());
        await NoticedOnceAsync(debt);
        Assert.All(mails, mail => Assert.Contains("$149.00", mail.Subject + mail.Text));
    }

    // Of an invoice that had failed its recovery tells, and of the first one the subscription's own mail; of every other its own, once.
    private async Task NoticedOnceAsync(Debt debt)
    {
        var invoices = await ground.ReadAsync(db => db.Invoices.AsNoTracking().Where(invoice => invoice.TenantId == debt.Tenant).OrderBy(invoice => invoice.CreatedAt).ToListAsync(Ct));
        var notices = await ground.ReadAsync(db => db.OutboxMails.Where(mail => mail.TenantId == debt.Tenant && mail.Kind == "Invoice available").Select(mail => mail.Key).ToListAsync(Ct));
        Assert.Equal(
            invoices.Skip(1).Where(invoice => invoice is { Status: "paid", FailingSince: null }).Select(invoice => invoice.Id).Order(),
            notices.Select(key => key.Split(':')[1]).Order());
    }
}

/// <summary>What another service is told of a tenant.</summary>
internal sealed record SeenFromOutside(string Status, bool CanSendEmails);
