using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Dunning.Mails;

/// <summary>
/// What a tenant is told of its case, each once. All of a case are one conversation: a mail that has not left when the next one is
/// decided never does.
/// </summary>
internal sealed class DunningMails(TenantMails mails, PublicAddress address)
{
    private static readonly DateTimeOffset Someday = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private const string SomeReason = "The card did not have enough funds.";

    public static void Register(IServiceCollection services)
    {
        services.AddMail<PaymentDeclined, PaymentDeclinedMail>("Payment failed", at => new("$149.00", SomeReason, RetryMayHelp: true, Someday, at.Of(DunningPaths.Overview)));
        services.AddMail<PaymentToConfirm, PaymentToConfirmMail>("Payment to confirm", at => new("$149.00", Someday, at.Of(DunningPaths.Confirm)));
        services.AddMail<StillUnpaid, StillUnpaidMail>("Retry failed", at => new("$149.00", SomeReason, Someday, Someday, at.Of(DunningPaths.Overview)));
        services.AddMail<SendingSuspended, SendingSuspendedMail>("Sending suspended", at => new("$149.00", SomeReason, Someday, at.Of(DunningPaths.Overview)));
        services.AddMail<PaymentArrived, PaymentArrivedMail>("Payment recovered", at => new("$149.00", WasSuspended: true, at.Of("/billing")));
        services.AddMail<CanceledUnpaid, CanceledUnpaidMail>("Canceled after non-payment", at => new("$149.00", at.Of("/plans")));
    }

    /// <summary>The conversation of a case, by which its mails are found.</summary>
    public static string Conversation(DunningCase one) => $"payment:{one.Id:N}";

    public Task FailedAsync(BillingDb db, DunningCase one, Invoice invoice, CancellationToken ct)
    {
        var suspends = DunningSchedule.SuspendsAt(one.FirstFailedAt);
        var reason = DeclineReasons.Of(invoice.DeclineCode);
        return PostAsync(db, one, "failed", invoice.NeedsAuthentication
            ? new PaymentToConfirm(one.Owed.ToString(), suspends, address.Of(DunningPaths.Confirm))
            : new PaymentDeclined(one.Owed.ToString(), reason.Text, reason.RetryMayHelp, suspends, address.Of(DunningPaths.Overview)), ct);
    }

    public Task StillUnpaidAsync(BillingDb db, DunningCase one, Invoice invoice, int day, CancellationToken ct)
    {
        var suspends = DunningSchedule.SuspendsAt(one.FirstFailedAt);
        var reason = DeclineReasons.Of(invoice.DeclineCode);
        var next = reason.RetryMayHelp ? DunningSchedule.NextRetryAfter(one.FirstFailedAt, day) : null;
        return PostAsync(db, one, $"day-{day}", invoice.NeedsAuthentication
            ? new PaymentToConfirm(one.Owed.ToString(), suspends, address.Of(DunningPaths.Confirm))
            : new StillUnpaid(one.Owed.ToString(), reason.Text, next, suspends, address.Of(DunningPaths.Overview)), ct);
    }

    public Task SuspendedAsync(BillingDb db, DunningCase one, Invoice invoice, CancellationToken ct) => PostAsync(
        db, one, "suspended",
        new SendingSuspended(one.Owed.ToString(), DeclineReasons.Of(invoice.DeclineCode).Text, DunningSchedule.EndsAt(one.FirstFailedAt), address.Of(DunningPaths.Overview)), ct);

    public Task RecoveredAsync(BillingDb db, DunningCase one, CancellationToken ct) => PostAsync(
        db, one, "recovered", new PaymentArrived(one.Owed.ToString(), one.SuspendedAt is not null, address.Of("/billing")), ct, onlyIfTold: true);

    public Task CanceledAsync(BillingDb db, DunningCase one, CancellationToken ct) =>
        PostAsync(db, one, "canceled", new CanceledUnpaid(one.Owed.ToString(), address.Of("/plans")), ct);

    private Task PostAsync(BillingDb db, DunningCase one, string what, IMailFacts facts, CancellationToken ct, bool onlyIfTold = false) =>
        mails.PostAsync(db, one.TenantId, $"payment:{one.Id:N}:{what}", facts, Conversation(one), onlyIfTold, ct);
}
