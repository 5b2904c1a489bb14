using System.Globalization;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Payments.Pages;

/// <summary>What the list shows, as it stands in the address: a link to it, or the way back, shows the same again.</summary>
/// <param name="Page">From 1.</param>
internal sealed record PaymentView(string Status, DateOnly? From, DateOnly? To, string Search, PaymentSort Sort, bool Descending, int Page)
{
    public const int PerPage = 25;

    /// <summary>The newest first, and all of them.</summary>
    public static readonly PaymentView Plain = new("", null, null, "", PaymentSort.Date, Descending: true, Page: 1);

    public bool IsFiltered => this with { Sort = Plain.Sort, Descending = Plain.Descending, Page = 1 } != Plain;

    /// <summary>"-total": by what, and with a minus from the greatest on.</summary>
    public string Order => $"{(Descending ? "-" : "")}{Sort.ToString().ToLowerInvariant()}";

    /// <summary>Whatever cannot be read is left out: an address may be old, or typed by hand.</summary>
    public static PaymentView Parse(string? status, string? from, string? to, string? search, string? sort, string? page)
    {
        var (key, descending) = sort?.StartsWith('-') == true ? (sort[1..], true) : (sort, false);
        var known = Enum.TryParse<PaymentSort>(key, ignoreCase: true, out var by) && Enum.IsDefined(by);
        return new PaymentView(
            PaymentFilter.Statuses.FirstOrDefault(one => one == status) ?? "", Days.Parse(from), Days.Parse(to), search?.Trim() ?? "",
            known ? by : Plain.Sort, known ? descending : Plain.Descending,
            int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1);
    }

    /// <summary>By name as the address has them; null for what is as usual and need not be said.</summary>
    public Dictionary<string, object?> Query() => new()
    {
        ["status"] = Status.Length > 0 ? Status : null,
        ["from"] = Days.Text(From),
        ["to"] = Days.Text(To),
        ["q"] = Search.Length > 0 ? Search : null,
        ["sort"] = (Sort, Descending) == (Plain.Sort, Plain.Descending) ? null : Order,
        ["page"] = Page > 1 ? Page : null,
        ["problem"] = null,
    };

    /// <summary>Days are the viewer's own; <see cref="To"/> is the last of them.</summary>
    public PaymentFilter Filter(Viewer viewer) => new(Status, Days.From(From, viewer), Days.Before(To, viewer), Search);
}
