namespace PenguinMails.StripeSandbox;

internal static class Meters
{
    public static decimal Usage(UnitOfWork w, JsonObject meter, string customer, long start, long end) => 0;
}
