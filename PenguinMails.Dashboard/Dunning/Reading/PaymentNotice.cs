using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Reading;

public enum NoticeKind
{
    /// <summary>A payment was declined.</summary>
    Failed,

    /// <summary>A payment waits for its payer to confirm it.</summary>
    Confirm,

    /// <summary>A subscription waits for its first payment.</summary>
    Unfinished,

    /// <summary>What had failed is paid.</summary>
    Recovered,
}

/// <summary>What a tenant's pages say above everything else.</summary>
/// <param name="Deadline">When sending stops; once it has, when the subscription ends.</param>
/// <param name="MayRetry">Whether the same card may be accepted now.</param>
/// <param name="SeenCount">How often the invoice was tried by now.</param>
public sealed record PaymentNotice(
    NoticeKind Kind, Guid? CaseId, Money? Owed, string? Reason, bool Suspended, DateTimeOffset? Deadline, bool MayRetry, int SeenCount)
{
    /// <summary>For how long the good news stays up.</summary>
    public static readonly TimeSpan GoodNews = TimeSpan.FromDays(2);

    public static PaymentNotice Of(DunningCase one, Invoice invoice, RetryFacts retry) => new(
        invoice.NeedsAuthentication && !retry.CardReplaced ? NoticeKind.Confirm : NoticeKind.Failed,
        one.Id, invoice.Due, DeclineReasons.Of(invoice.DeclineCode).Text, one.SuspendedAt is not null,
        one.SuspendedAt is null ? DunningSchedule.SuspendsAt(one.FirstFailedAt) : DunningSchedule.EndsAt(one.FirstFailedAt),
        RetryRule.WhyNot(retry) is null, invoice.AttemptCount);

    public static PaymentNotice Unfinished(Invoice? invoice) => new(NoticeKind.Unfinished, null, invoice?.Due, null, false, null, false, invoice?.AttemptCount ?? 0);

    /// <returns>Null once it was seen, or is old.</returns>
    public static PaymentNotice? Recovered(DunningCase one, DateTimeOffset now) =>
        one is { Ending: CaseEnding.Recovered, SeenAt: null, ClosedAt: { } at } && now - at < GoodNews
            ? new PaymentNotice(NoticeKind.Recovered, one.Id, one.Owed, null, one.SuspendedAt is not null, null, false, 0)
            : null;

    /// <summary>For somebody who may not know how the workspace pays.</summary>
    public PaymentNotice WithoutPayment() => this with { Owed = null, Reason = null, MayRetry = false };
}
