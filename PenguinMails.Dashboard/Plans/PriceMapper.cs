using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Plans;

/// <summary>
/// Finds the account's prices by lookup key and writes their ids and amounts beside the plans: what the page shows is what
/// Stripe will charge. In a test account missing prices are made; in a live one they are the owner's to make.
/// </summary>
public sealed partial class PriceMapper(BillingDbFactory databases, LeaseKeeper leases, Prices prices, MeteredPrices metered, IOptions<StripeOptions> stripe, ILogger<PriceMapper> log)
{
    public async Task MapAsync(CancellationToken ct)
    {
        await using var lease = await leases.TakeAsync("prices", ct);
        await using var db = databases.ForNobody();
        List<(ISoldPrice Price, string Id, string Name)> ours = [.. await PlansAsync(db, ct), .. await AddOnsAsync(db, ct)];
        var listed = (await prices.ListAsync(ours.Select(sold => sold.Price.LookupKey), ct)).ToDictionary(price => price.LookupKey);
        foreach (var (price, id, name) in ours)
        {
            var theirs = listed.GetValueOrDefault(price.LookupKey);
            if (theirs is null && !stripe.Value.IsLive)
                theirs = await prices.CreateAsync(Missing(price, id, name), ct);
            if (theirs is null)
            {
                LogUnmapped(price.LookupKey);
                continue;
            }

            price.StripePriceId = theirs.Id;
            price.Amount = theirs.Amount.Minor;
            price.Currency = theirs.Amount.Currency;
        }

        foreach (var price in await db.MeteredPrices.ToListAsync(ct))
            await MapAsync(price, ct);
        await db.SaveChangesAsync(ct);
    }

    private static async Task<IEnumerable<(ISoldPrice, string, string)>> PlansAsync(BillingDb db, CancellationToken ct)
    {
        var names = await db.Plans.ToDictionaryAsync(plan => plan.Id, plan => plan.Name, ct);
        return (await db.PlanPrices.ToListAsync(ct)).Select(price => ((ISoldPrice)price, price.PlanId, names[price.PlanId]));
    }

    private async Task MapAsync(MeteredPrice price, CancellationToken ct)
    {
        var theirs = await metered.FindAsync(price.LookupKey, ct);
        if (theirs is null && !stripe.Value.IsLive)
            theirs = await metered.CreateAsync(new($"prod_penguinmails_{price.Id}", price.Name, price.LookupKey, price.Money, price.MeterEventName), ct);
        if (theirs is null)
        {
            LogUnmetered(price.LookupKey);
            return;
        }

        (price.StripePriceId, price.StripeMeterId, price.MeterEventName) = (theirs.Id, theirs.MeterId, theirs.EventName);
        (price.UnitAmount, price.Currency) = (theirs.UnitAmount.Minor, theirs.UnitAmount.Currency);
    }

    private static async Task<IEnumerable<(ISoldPrice, string, string)>> AddOnsAsync(BillingDb db, CancellationToken ct)
    {
        var names = await db.AddOns.ToDictionaryAsync(addOn => addOn.Id, addOn => addOn.Name, ct);
        return (await db.AddOnPrices.ToListAsync(ct)).Select(price => ((ISoldPrice)price, "addon_" + price.AddOnId, names[price.AddOnId]));
    }

    private static PriceToCreate Missing(ISoldPrice price, string id, string name) => new(
        $"prod_penguinmails_{id}", $"PenguinMails {name}", price.LookupKey, new Money(price.Amount, price.Currency), price.Cycle is BillingCycle.Annual);

    [LoggerMessage(LogLevel.Warning, "Stripe has no active price with the lookup key {LookupKey}; what it prices cannot be bought until it has. Make the price in Stripe's dashboard and restart.")]
    private partial void LogUnmapped(string lookupKey);

    [LoggerMessage(LogLevel.Warning, "Stripe has no active metered price with the lookup key {LookupKey}; what is used beyond plans is not billed until it has. Make meter and price in Stripe's dashboard and restart.")]
    private partial void LogUnmetered(string lookupKey);
}
