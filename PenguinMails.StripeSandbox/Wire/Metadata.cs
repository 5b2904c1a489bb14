namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Metadata is merged key by key; an empty value takes a key away, an empty string takes all away.</summary>
internal static class Metadata
{
    public static void Merge(JsonObject o, JsonObject parameters, string member = "metadata")
    {
        if (!parameters.Has(member) && o[member] is not null)
            return;
        if (o[member] is not JsonObject metadata)
            o[member] = metadata = [];
        if (parameters[member] is not JsonObject given)
        {
            if (parameters.Str(member) == "")
                metadata.Clear();
            return;
        }
        foreach (var (key, value) in given)
        {
            if (value is null || value.GetValue<string>().Length == 0)
                metadata.Remove(key);
            else
                metadata[key] = value.Copy();
        }
    }
}
