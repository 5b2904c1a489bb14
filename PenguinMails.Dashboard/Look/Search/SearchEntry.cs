namespace PenguinMails.Dashboard.Look.Search;

/// <summary>A page or an action that quick search finds. Rooms register theirs.</summary>
/// <param name="Title">What the person reads.</param>
/// <param name="Words">Other words by which somebody may look for it.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Policy">Who may see it; null for everybody.</param>
/// <param name="Kind">What it is, said beside the title.</param>
/// <param name="Condition">Beyond the policy; a visitor who is signed in needs no "Sign in".</param>
public sealed record SearchEntry(string Title, string Words, string Href, string? Policy, string Kind = SearchEntry.Page, SearchCondition Condition = SearchCondition.None)
{
    public const string Page = "Page";
    public const string Action = "Action";
}

public enum SearchCondition
{
    None,
    SignedIn,
    SignedOut,
}

/// <summary>Something that was found.</summary>
/// <param name="Detail">What tells it from its like: a date, an amount.</param>
public sealed record SearchHit(string Title, string Kind, string Href, string? Detail = null);
