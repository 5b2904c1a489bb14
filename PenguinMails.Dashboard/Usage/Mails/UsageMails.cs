using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Mails;

/// <summary>The mails about usage and budgets, written into the turn that decided them.</summary>
internal sealed class UsageMails(TenantMails mails, PublicAddress address)
{
    private static readonly DateTimeOffset Someday = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);

    public static void Register(IServiceCollection services)
    {
        services.AddMail<UsageAlert, UsageAlertMail>(
            "Usage threshold", at => new("Emails sent", 90, 45_300, 50_000, "Professional", Someday, "Beyond the limit, emails cost $10.00 per 10,000.", at.Of("/usage")), MailTopic.UsageAlerts);
        services.AddMail<SendingStopped, SendingStoppedMail>(
            "Sending stopped at the limit", at => new(CanAllow: true, 50_000, "Professional", "$10.00 per 10,000 emails", Someday, at.Of("/usage")));
        services.AddMail<BudgetAlert, BudgetAlertMail>("Budget", at => new(80, "$169.00", "$200.00", at.Of("/usage")), MailTopic.BudgetAlerts);
        services.AddSingleton<UsageMails>();
    }

    public async Task ThresholdAsync(UsageTurn turn, UsagePeriod period, UsageMetric metric, int percent, CancellationToken ct)
    {
        var (plan, limit) = (turn.Plan!, metric.LimitIn(turn.Book.Limits)!.Value);
        var emails = metric is UsageMetric.EmailsSent;
        var price = await turn.Db.MeteredPrices.AsNoTracking().SingleAsync(price => price.Id == MeteredPrice.ExtraEmails, ct);
        var used = emails ? period.EmailsSent : turn.Book.Level(metric, period.Span);
        // That nothing is sent any more is not an alert one may have stopped.
        IMailFacts facts = emails && percent >= 100 && !OverageRules.IsBilled(turn.Settings.Overage, turn.Trialing, period)
            ? new SendingStopped(turn.Settings.Overage is OverageChoice.AskFirst && !turn.Trialing, limit, plan.Name, OverageWords.Pack(price), period.PeriodEnd, address.Of("/usage"))
            : new UsageAlert(
                metric.Name(), percent, used, limit, plan.Name, period.PeriodEnd,
                emails ? OverageWords.Beyond(turn.Settings.Overage, turn.Trialing, price) : "A larger plan has room for more.", address.Of("/usage"));
        await PostAsync(turn, period, metric.Word(), percent, facts, ct);
    }

    public Task BudgetAsync(UsageTurn turn, UsagePeriod period, string subject, int percent, Money projected, Money budget, CancellationToken ct) =>
        PostAsync(turn, period, subject, percent, new BudgetAlert(percent, projected.ToString(), budget.ToString(), address.Of("/usage")), ct);

    // One matter: a higher step takes the place of a lower one that has not left.
    private Task PostAsync(UsageTurn turn, UsagePeriod period, string subject, int percent, IMailFacts facts, CancellationToken ct) => mails.PostAsync(
        turn.Db, turn.TenantId, FormattableString.Invariant($"usage:{period.Id}:{subject}:{percent}"), facts, $"usage-of:{period.Id}:{subject}", ct: ct);
}
