namespace PenguinMails.Dashboard.Invoices;

/// <summary>An invoice's status as a page says it.</summary>
public static class InvoiceWords
{
    public static string Status(string status) => status switch
    {
        "draft" => "In preparation",
        "open" => "To be paid",
        "paid" => "Paid",
        "void" => "Void",
        "uncollectible" => "Written off",
        _ => status,
    };
}
