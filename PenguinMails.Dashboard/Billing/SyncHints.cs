namespace PenguinMails.Dashboard.Billing;

/// <summary>Which of a customer's objects may have changed. Customer and subscriptions are always read.</summary>
/// <param name="Everything">All invoices and payments, for a first sync or a repair.</param>
public sealed record SyncHints(bool Everything, IReadOnlyCollection<string> InvoiceIds, IReadOnlyCollection<string> PaymentIntentIds)
{
    public static readonly SyncHints All = new(true, [], []);
}
