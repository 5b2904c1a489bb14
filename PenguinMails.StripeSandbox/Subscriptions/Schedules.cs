namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class Schedules
{
    public static void OnSubscriptionEnded(UnitOfWork w, JsonObject s)
    {
    }

    public static void OnSubscriptionChanged(UnitOfWork w, JsonObject s, List<PlannedItem> plan)
    {
    }
}
