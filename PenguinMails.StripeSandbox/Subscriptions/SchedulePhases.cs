namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class SchedulePhases
{
    public static long? Due(JsonObject schedule) => null;

    public static void Advance(UnitOfWork w, JsonObject schedule)
    {
    }
}
