using System.Net;

namespace PenguinMails.StripeSandbox.Pages;

/// <summary>The frame of the sandbox's own pages, and the few things they are made of.</summary>
internal static class Html
{
    public static string E(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static IResult Page(string title, string body, int status = 200, string layout = "card") => Results.Content($"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{E(title)}</title>
          <link rel="stylesheet" href="/_sandbox/sandbox.css">
          <link rel="icon" href="data:,">
        </head>
        <body>
          <p class="badge" role="note">Test mode - local sandbox</p>
          <main class="{layout}">
        {body}
          </main>
          <script src="/_sandbox/sandbox.js" defer></script>
        </body>
        </html>
        """, "text/html; charset=utf-8", System.Text.Encoding.UTF8, status);

    /// <summary>A page that only tells something.</summary>
    public static IResult Notice(string title, string text, string? link = null, string? linkText = null, int status = 200) => Page(title, $"""
        <h1>{E(title)}</h1>
        <p>{E(text)}</p>
        {(link is null ? "" : $"<p><a href=\"{E(link)}\">{E(linkText)}</a></p>")}
        """, status);

    public static string Field(string id, string label, string? value, string attributes = "", string? error = null) => $"""
        <div class="field">
          <label for="{id}">{E(label)}</label>
          <input id="{id}" name="{id}" value="{E(value)}" {attributes}{(error is null ? "" : $" aria-invalid=\"true\" aria-describedby=\"{id}-error\"")}>
          {(error is null ? "" : $"<p class=\"field-error\" id=\"{id}-error\">{E(error)}</p>")}
        </div>
        """;

    public static string Select(string id, string label, IEnumerable<(string Value, string Text)> options, string? selected) => $"""
        <div class="field">
          <label for="{id}">{E(label)}</label>
          <select id="{id}" name="{id}" autocomplete="country">
            {string.Join("\n    ", options.Select(o => $"<option value=\"{E(o.Value)}\"{(o.Value == selected ? " selected" : "")}>{E(o.Text)}</option>"))}
          </select>
        </div>
        """;

    public static string Alert(string? message) => message is null ? "" : $"<div class=\"alert\" role=\"alert\">{E(message)}</div>";

    public static string Money(long amount, string? currency) => E(Amounts.Text(amount, currency ?? "usd"));

    public static string Date(long time) => DateTimeOffset.FromUnixTimeSeconds(time).ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}
