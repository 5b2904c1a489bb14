namespace PenguinMails.Dashboard.Plans;

/// <summary>A price of the catalogue's, and its twin in the Stripe account.</summary>
internal interface ISoldPrice
{
    string LookupKey { get; }

    BillingCycle Cycle { get; }

    /// <summary>Minor units of <see cref="Currency"/> for one period, before tax. Stripe's price wins over it at start-up.</summary>
    long Amount { get; set; }

    string Currency { get; set; }

    string? StripePriceId { get; set; }
}
