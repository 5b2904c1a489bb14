using System.Security.Claims;

namespace PenguinMails.Dashboard.Look.Search;

/// <summary>Finds what is too much to be listed beforehand, such as invoices by their number.</summary>
public interface ISearchSource
{
    /// <param name="who">Who asks; only what is theirs is found.</param>
    /// <param name="text">What was typed, trimmed and not empty.</param>
    Task<IReadOnlyList<SearchHit>> FindAsync(ClaimsPrincipal who, string text, CancellationToken ct);
}
