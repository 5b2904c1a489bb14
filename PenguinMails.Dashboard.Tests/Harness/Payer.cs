using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Somebody at Stripe's Checkout, without the pictures: fills the fields by their labels and presses Subscribe.</summary>
internal static class Payer
{
    public const string Pays = "4242 4242 4242 4242";
    public const string Declined = "4000 0000 0000 0002";
    public const string AsksForAuthentication = "4000 0027 6000 3184";

    public static Task<Answer> PayAsync(Uri checkout, string card = Pays) => SubmitAsync(checkout, card, "Subscribe");

    /// <summary>At a page on which a card is only saved.</summary>
    public static Task<Answer> SaveAsync(Uri checkout, string card = Pays) => SubmitAsync(checkout, card, "Save card");

    private static async Task<Answer> SubmitAsync(Uri checkout, string card, string press)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync(checkout));
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>()
            .FirstOrDefault(candidate => candidate.QuerySelectorAll("button").Any(button => button.TextContent.Trim() == press))
            ?? throw new InvalidOperationException($"No button \"{press}\"; the page says: {page.QuerySelector("h1")?.TextContent}");
        var values = form.QuerySelectorAll("input[type=hidden][name], select[name]").OfType<IHtmlElement>()
            .ToDictionary(field => field.GetAttribute("name")!, field => field is IHtmlSelectElement select ? select.Value ?? "" : field.GetAttribute("value") ?? "");
        foreach (var (label, value) in new[] { ("Card number", card), ("Expiry", "12/30"), ("CVC", "123"), ("Name on card", "Pat Payer"), ("Country", "US"), ("Postal code", "10001") })
            values[FieldOf(form, label)] = value;
        using var content = new FormUrlEncodedContent(values);
        var action = new Uri(checkout, form.GetAttribute("action") is { Length: > 0 } path ? path : checkout.PathAndQuery);
        using var response = await http.PostAsync(action, content);
        return await Answer.OfAsync(response);
    }

    private static string FieldOf(IHtmlFormElement form, string label)
    {
        var named = form.QuerySelectorAll("label").OfType<IHtmlLabelElement>().First(candidate => candidate.TextContent.Trim().StartsWith(label, StringComparison.Ordinal));
        return form.QuerySelector($"#{named.HtmlFor}")?.GetAttribute("name") ?? throw new InvalidOperationException($"The label {label} leads to no field.");
    }
}
