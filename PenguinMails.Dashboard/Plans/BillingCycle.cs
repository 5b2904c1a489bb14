namespace PenguinMails.Dashboard.Plans;

public enum BillingCycle
{
    Monthly,
    Annual,
}

public static class BillingCycles
{
    /// <summary>As the REST API and Stripe's lookup keys write it.</summary>
    public static string Word(this BillingCycle cycle) => cycle is BillingCycle.Annual ? "annual" : "monthly";

    /// <summary>As it follows a price: "$149.00 per month".</summary>
    public static string Per(this BillingCycle cycle) => cycle is BillingCycle.Annual ? "per year" : "per month";

    public static BillingCycle? Parse(string? word) => word switch
    {
        "monthly" => BillingCycle.Monthly,
        "annual" => BillingCycle.Annual,
        _ => null,
    };
}
