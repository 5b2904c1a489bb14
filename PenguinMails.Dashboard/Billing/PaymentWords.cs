namespace PenguinMails.Dashboard.Billing;

/// <summary>A payment's status as a page says it.</summary>
public static class PaymentWords
{
    public static string Status(string status) => status switch
    {
        "succeeded" => "Paid",
        "refunded" => "Refunded",
        "partially_refunded" => "Partly refunded",
        "failed" => "Failed",
        "requires_action" => "Needs confirmation",
        "canceled" => "Canceled",
        _ => "Pending",
    };
}
