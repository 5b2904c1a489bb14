using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Somebody at the other end of HTTP: keeps cookies, fills forms as they came, and sees redirects instead of following them.</summary>
internal sealed class Visitor(Uri address) : IDisposable
{
    public HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return await Answer.OfAsync(response);
    }

    /// <summary>Opens the page, fills the form of that name with its hidden fields kept, and sends it back.</summary>
    public async Task<Answer> SubmitAsync(string path, string form, params (string Field, string Value)[] typed)
    {
        var page = await GetAsync(path);
        var element = page.Document.QuerySelectorAll("form").OfType<IHtmlFormElement>()
            .Single(f => f.QuerySelector("input[name=_handler]")?.GetAttribute("value") == form);
        var values = element.QuerySelectorAll("input[type=hidden][name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (field, value) in typed)
            values[field] = value;
        return await PostAsync(path, values);
    }

    public async Task<Answer> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> values)
    {
        using var content = new FormUrlEncodedContent(values);
        using var response = await Http.PostAsync(path, content);
        return await Answer.OfAsync(response);
    }

    public void Dispose() => Http.Dispose();
}

/// <summary>What came back, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, Uri? Location, string? MediaType, IHtmlDocument Document, string Body)
{
    /// <summary>Where a redirect leads, without the host when it is ours.</summary>
    public string? Path => Location is null ? null : Location.IsAbsoluteUri && Location.IsLoopback ? Location.PathAndQuery : Location.ToString();

    public string? Alert => Document.QuerySelector(".notice[role=alert]")?.TextContent.Trim();

    public string? Heading => Document.QuerySelector("h1")?.TextContent.Trim();

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Headers.Location, response.Content.Headers.ContentType?.MediaType, new HtmlParser().ParseDocument(body), body);
    }
}
