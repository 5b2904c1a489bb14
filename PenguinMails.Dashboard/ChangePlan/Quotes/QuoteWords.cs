using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.ChangePlan.Quotes;

/// <summary>Stripe's lines in this product's words.</summary>
internal static class QuoteWords
{
    public static QuoteLine Line(PreviewedLine line, IReadOnlyDictionary<string, string> names, BillingCycle cycle) => new()
    {
        Amount = line.Amount,
        Text = line.PriceId is not null && names.TryGetValue(line.PriceId, out var name)
            ? line switch
            {
                { Amount: < 0 } => $"Credit for unused time on {name}",
                { Proration: true } => $"{name} for the rest of this period",
                _ => $"{name} for one {(cycle is BillingCycle.Annual ? "year" : "month")}",
            }
            : line.Description ?? "Adjustment",
    };

    /// <summary>What each price of the catalogue is called.</summary>
    public static IReadOnlyDictionary<string, string> Names(IEnumerable<Plan> plans, IEnumerable<AddOn> addOns) => plans
        .SelectMany(plan => plan.Prices.Select(price => (price.StripePriceId, plan.Name)))
        .Concat(addOns.SelectMany(addOn => addOn.Prices.Select(price => (price.StripePriceId, addOn.Name))))
        .Where(pair => pair.StripePriceId is not null)
        .ToDictionary(pair => pair.StripePriceId!, pair => pair.Name);
}
