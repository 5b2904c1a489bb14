namespace PenguinMails.StripeSandbox.Customers;

internal static class Address
{
    private static readonly string[] Members = ["city", "country", "line1", "line2", "postal_code", "state"];

    /// <summary>An address always shows all its members.</summary>
    public static JsonObject? Of(JsonObject? given)
    {
        if (given is null)
            return null;
        var address = new JsonObject();
        foreach (var member in Members)
            address[member] = given.FilledStr(member);
        return address;
    }
}
