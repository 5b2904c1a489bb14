using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.ChangePlan.Rules;

/// <summary>What must become of a subscription's items so that it is what was wished for.</summary>
/// <param name="Changes">For a change at once: only what differs.</param>
/// <param name="Next">For a change at the end of the period: all that there is then.</param>
/// <param name="AddOns">How many of which add-on there are afterwards.</param>
internal sealed record WantedItems(IReadOnlyList<ItemChange> Changes, IReadOnlyList<PhaseItem> Next, IReadOnlyDictionary<string, long> AddOns)
{
    /// <returns>Null where the account has no price for something of it.</returns>
    public static WantedItems? Of(IReadOnlyList<LiveItem> live, Plan to, ChangeWish wish, IReadOnlyList<AddOn> addOns)
    {
        var (changes, next, counts) = (new List<ItemChange>(), new List<PhaseItem>(), new Dictionary<string, long>());
        if (to.PriceOf(wish.Cycle)?.StripePriceId is not { } planPrice)
            return null;
        var plan = live.FirstOrDefault(item => !item.Metered && AddOnOf(item, addOns) is null);
        foreach (var item in live)
        {
            if (item.Metered)
                next.Add(new PhaseItem(item.PriceId, null));
            else if (item == plan)
                Take(item, planPrice, 1);
            else if (AddOnOf(item, addOns) is not { } addOn)
                Take(item, item.PriceId, item.Quantity);
            else
                Take(item, addOn.PriceOf(wish.Cycle)?.StripePriceId, Count(addOn, item.Quantity));
        }

        if (plan is null)
            Take(null, planPrice, 1);
        if (wish.AddOnId is { } wanted && !counts.ContainsKey(wanted) && addOns.FirstOrDefault(addOn => addOn.Id == wanted) is { } added)
            Take(null, added.PriceOf(wish.Cycle)?.StripePriceId, Count(added, 0));
        return changes.Any(change => change is { Deleted: false, PriceId: null }) ? null : new WantedItems(changes, next, counts);

        // An add-on that the new plan is not sold with goes with the old one.
        long Count(AddOn addOn, long now) => counts[addOn.Id] = !addOn.IsFor(to.Id) ? 0 : addOn.Id == wish.AddOnId ? wish.Quantity : now;

        void Take(LiveItem? item, string? priceId, long quantity)
        {
            if (quantity > 0)
                next.Add(new PhaseItem(priceId ?? "", quantity));
            if (quantity == 0 && item is not null)
                changes.Add(new ItemChange(item.Id, null, null, Deleted: true));
            else if (quantity > 0 && (item is null || item.PriceId != priceId || item.Quantity != quantity))
                changes.Add(new ItemChange(item?.Id, priceId, quantity));
        }
    }

    public static AddOn? AddOnOf(LiveItem item, IEnumerable<AddOn> addOns) => AddOnOf(item.PriceId, addOns);

    public static AddOn? AddOnOf(string priceId, IEnumerable<AddOn> addOns) =>
        addOns.FirstOrDefault(addOn => addOn.Prices.Any(price => price.StripePriceId == priceId));
}
