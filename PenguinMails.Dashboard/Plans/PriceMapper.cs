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
        var ours = await db.PlanPrices.ToListAsync(ct);
        var listed = (await prices.ListAsync(ours.Select(price => price.LookupKey), ct)).ToDictionary(price => price.LookupKey);
        var names = await db.Plans.ToDictionaryAsync(plan => plan.Id, plan => plan.Name, ct);
        foreach (var price in ours)
        {
            var theirs = listed.GetValueOrDefault(price.LookupKey);
            if (theirs is null && !stripe.Value.IsLive)
                theirs = await prices.CreateAsync(Missing(price, names[price.PlanId]), ct);
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

    private static PriceToCreate Missing(PlanPrice price, string planName) => new(
        $"prod_penguinmails_{price.PlanId}", $"PenguinMails {planName}", price.LookupKey, price.Money, price.Cycle is BillingCycle.Annual);

    [LoggerMessage(LogLevel.Warning, "Stripe has no active price with the lookup key {LookupKey}; that plan cannot be bought until it has. Make the price in Stripe's dashboard and restart.")]
    private partial void LogUnmapped(string lookupKey);

    [LoggerMessage(LogLevel.Warning, "Stripe has no active metered price with the lookup key {LookupKey}; what is used beyond plans is not billed until it has. Make meter and price in Stripe's dashboard and restart.")]
    private partial void LogUnmetered(string lookupKey);
}
