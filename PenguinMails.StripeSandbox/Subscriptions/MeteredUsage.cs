namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>The line for what a meter counted in a period that is over.</summary>
internal static class MeteredUsage
{
    public static LineSpec? Line(UnitOfWork w, JsonObject s, JsonObject item, long start, long end)
    {
        var price = Items.Price(w, item);
        if (w.Find(price.Str("recurring.meter")) is not { } meter)
            return null;
        var quantity = Meters.Usage(w, meter, s.Text("customer"), start, end);
        return new LineSpec(Amounts.Of(price, quantity), Wordings.Period(w, price, quantity), start, end, price, quantity)
        {
            Subscription = s.Str("id"),
            SubscriptionItem = item.Str("id"),
        };
    }
}
