namespace PenguinMails.Dashboard.Look.Search;

/// <summary>Which entries a text means, best first.</summary>
public static class SearchMatch
{
    private static readonly char[] Gaps = [' ', '-', ',', '.', '/', '\''];

    /// <summary>Every word typed must begin a word of the entry. The title counts more than its other words; nothing typed means everything.</summary>
    public static IReadOnlyList<SearchEntry> Best(IEnumerable<SearchEntry> entries, string text)
    {
        var typed = Words(text);
        return [.. entries.Select(entry => (entry, Score: Score(entry, typed, text.Trim()))).Where(found => found.Score is not null)
            .OrderByDescending(found => found.Score).Select(found => found.entry)];
    }

    private static int? Score(SearchEntry entry, string[] typed, string text)
    {
        var (title, others) = (Words(entry.Title), Words(entry.Words));
        var score = entry.Title.StartsWith(text, StringComparison.OrdinalIgnoreCase) && text.Length > 0 ? 10 : 0;
        foreach (var word in typed)
        {
            if (Begins(title, word))
                score += 3;
            else if (Begins(others, word))
                score += 1;
            else
                return null;
        }

        return score;
    }

    private static bool Begins(string[] words, string start) => words.Any(word => word.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static string[] Words(string text) => text.Split(Gaps, StringSplitOptions.RemoveEmptyEntries);
}
