using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Mails;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Alerts;

/// <summary>Tells once a month, for each budget that was set, that its projected spend nears it or reaches it.</summary>
internal sealed class BudgetAlerts(UsageMails mails)
{
    public async Task DecideAsync(UsageTurn turn, CancellationToken ct)
    {
        if (turn is not { Settings.MonthlyBudget: { } budget, Subscription: { } subscription, Current: { } month })
            return;
        var price = await turn.Db.MeteredPrices.AsNoTracking().SingleAsync(price => price.Id == MeteredPrice.ExtraEmails, ct);
        var projected = BudgetRules.Projected(subscription, month, (turn.Book.Find(month)?.PacksBilled ?? 0) * price.UnitAmount);
        var reached = BudgetRules.Reached(projected, budget);
        // With the amount in it: a budget that was raised is told of again.
        var subject = FormattableString.Invariant($"{UsageSubjects.Budget}{budget}");
        if (reached == 0)
            return;
        var period = turn.Book.For(month, turn.TenantId);
        if (await turn.Db.UsageNotices.AnyAsync(notice => notice.PeriodId == period.Id && notice.Subject == subject && notice.Percent >= reached, ct))
            return;
        turn.Db.UsageNotices.Add(UsageAlerts.Notice(turn, period, subject, reached));
        await mails.BudgetAsync(turn, period, subject, reached, new Money(projected, subscription.Currency), new Money(budget, subscription.Currency), ct);
    }
}
