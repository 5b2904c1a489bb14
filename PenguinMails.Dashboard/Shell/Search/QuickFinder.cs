using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using PenguinMails.Dashboard.Look.Search;

namespace PenguinMails.Dashboard.Shell.Search;

/// <summary>Asks everything that can be found, for one person: pages and actions they may open, then what the rooms' sources know.</summary>
public sealed class QuickFinder(IEnumerable<SearchEntry> entries, IEnumerable<ISearchSource> sources, IAuthorizationService authorization)
{
    private const int Most = 12;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(ClaimsPrincipal who, string text, CancellationToken ct)
    {
        var hits = new List<SearchHit>();
        foreach (var entry in SearchMatch.Best(SearchEntries.All.Concat(entries), text))
        {
            if (await MayAsync(who, entry))
                hits.Add(new SearchHit(entry.Title, entry.Kind, entry.Href));
        }

        // What was asked for by its number stands first: nobody types a number to find a page.
        var found = new List<SearchHit>();
        if (text.Trim() is { Length: > 0 } typed)
        {
            foreach (var source in sources)
                found.AddRange(await source.FindAsync(who, typed, ct));
        }

        return [.. found.Concat(hits).Take(Most)];
    }

    private async Task<bool> MayAsync(ClaimsPrincipal who, SearchEntry entry)
    {
        var signedIn = who.Identity?.IsAuthenticated == true;
        if (entry.Condition is SearchCondition.SignedIn && !signedIn || entry.Condition is SearchCondition.SignedOut && signedIn)
            return false;
        return entry.Policy is null || (await authorization.AuthorizeAsync(who, null, entry.Policy)).Succeeded;
    }
}
