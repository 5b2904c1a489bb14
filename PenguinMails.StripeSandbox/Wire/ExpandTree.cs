namespace PenguinMails.StripeSandbox.Wire;

/// <summary>`expand[]=a.b` and `expand[]=a.c` as a tree.</summary>
internal sealed class ExpandTree
{
    private const int MaximumDepth = 4;

    public Dictionary<string, ExpandTree> Members { get; } = new(StringComparer.Ordinal);

    public ExpandTree? this[string key] => Members.GetValueOrDefault(key);

    public static ExpandTree? Parse(JsonObject parameters)
    {
        ExpandTree? root = null;
        foreach (var path in parameters.Strs("expand"))
        {
            var parts = path.Split('.');
            // Every part counts, `data` of a list too: payments.data.payment.payment_intent is as deep as it goes.
            if (parts.Length > MaximumDepth)
                throw StripeError.Invalid($"You cannot expand more than {MaximumDepth} levels of a property. Property: {path}", "expand[]");
            var tree = root ??= new ExpandTree();
            foreach (var part in parts)
            {
                if (!tree.Members.TryGetValue(part, out var next))
                    tree.Members[part] = next = new ExpandTree();
                tree = next;
            }
        }
        return root;
    }
}
