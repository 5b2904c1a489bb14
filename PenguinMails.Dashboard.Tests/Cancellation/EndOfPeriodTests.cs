using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Cancellation;
using PenguinMails.Dashboard.ChangePlan;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Cancellation;

/// <summary>What was arranged for the end of the period, lived through. An application of its own: its clock is moved.</summary>
public sealed class EndOfPeriodTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_later_the_downgrade_is_there_and_the_canceled_one_is_gone()
    {
        await using var app = new BillingApp();
        await app.InitializeAsync();
        var (smaller, leaver) = (await app.SubscribedAsync(), await app.SubscribedAsync());
        var changes = app.Services.GetRequiredService<PlanChanges>();
        var quote = Assert.IsType<ChangeOutcome.Quoted>(await changes.QuoteAsync(smaller.Owner, new ChangeWish("starter", BillingCycle.Monthly), Ct)).Quote;
        await changes.ConfirmAsync(smaller.Owner, quote.Id, Ct);
        await app.Services.GetRequiredService<Cancellations>().CancelAsync(leaver.Owner, CancellationReason.Other, null, Ct);
        await smaller.Stripe.FaultAsync("""{"api": "outage", "times": 50}""");
        Assert.IsType<ChangeOutcome.StripeUnavailable>(await changes.KeepAsync(smaller.Owner, Ct));
        Assert.IsType<CancellationOutcome.StripeUnavailable>(await app.Services.GetRequiredService<Cancellations>().UndoAsync(leaver.Owner, Ct));
        await smaller.Stripe.FaultAsync("""{"api": "outage", "times": 0}""");

        await app.Sandbox.AdvanceAsync(quote.EffectiveAt.AddHours(3), Ct);
        var synchroniser = app.Services.GetRequiredService<Synchroniser>();
        await synchroniser.RefreshAsync(smaller.Customer, SyncHints.All, ct: Ct);
        await synchroniser.RefreshAsync(leaver.Customer, SyncHints.All, ct: Ct);

        var row = (await app.SubscriptionOfAsync(smaller.Tenant))!;
        Assert.Equal(("starter", "active", null), (row.PlanId, row.Status, row.ScheduledAt));
        Assert.Equal(quote.NextAmount, (await smaller.LatestInvoiceAsync()).AmountPaid);
        Assert.Equal("canceled", (await app.SubscriptionOfAsync(leaver.Tenant))!.Status);

        // The schedule is still in its last phase; another change takes its place all the same.
        var up = Assert.IsType<ChangeOutcome.Quoted>(await changes.QuoteAsync(smaller.Owner, new ChangeWish("business", BillingCycle.Monthly), Ct)).Quote;
        Assert.IsType<ChangeOutcome.Changed>(await changes.ConfirmAsync(smaller.Owner, up.Id, Ct));
        Assert.Equal(up.DueNow, (await smaller.LatestInvoiceAsync()).AmountPaid);
    }
}
