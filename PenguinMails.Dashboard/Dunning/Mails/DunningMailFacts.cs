using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Dunning.Mails;

/// <param name="Amount">"$149.00".</param>
/// <param name="Reason">A sentence.</param>
public sealed record PaymentDeclined(string Amount, string Reason, bool RetryMayHelp, DateTimeOffset SuspendsOn, string RecoveryUrl) : IMailFacts
{
    public string Subject => $"Your payment of {Amount} failed";
}

public sealed record PaymentToConfirm(string Amount, DateTimeOffset SuspendsOn, string ConfirmUrl) : IMailFacts
{
    public string Subject => $"Please confirm your payment of {Amount}";
}

/// <param name="NextTryOn">When the product tries again; null where it does not.</param>
public sealed record StillUnpaid(string Amount, string Reason, DateTimeOffset? NextTryOn, DateTimeOffset SuspendsOn, string RecoveryUrl) : IMailFacts
{
    public string Subject => $"{Amount} could not be collected yet";
}

public sealed record SendingSuspended(string Amount, string Reason, DateTimeOffset EndsOn, string RecoveryUrl) : IMailFacts
{
    public string Subject => "Sending is paused until your invoice is paid";
}

public sealed record PaymentArrived(string Amount, bool WasSuspended, string BillingUrl) : IMailFacts
{
    public string Subject => $"Thank you, your payment of {Amount} has arrived";
}

public sealed record CanceledUnpaid(string Amount, string PlansUrl) : IMailFacts
{
    public string Subject => "Your subscription was canceled, as its invoice stayed unpaid";
}
