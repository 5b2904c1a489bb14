using System.Net;
using System.Text.RegularExpressions;

namespace PenguinMails.Dashboard.Mail;

/// <summary>Makes plain text of what a mail's parts wrote in <see cref="MailFormat.Text"/>: they end lines and paragraphs with Unicode's own separators.</summary>
internal static partial class PlainText
{
    public const string LineEnd = "\u2028";
    public const string ParagraphEnd = "\u2029";

    public static string Of(string rendered)
    {
        // Only the wording's own inline tags are left: facts are encoded, and so are taken for text.
        var words = WebUtility.HtmlDecode(Tags().Replace(rendered, ""));
        var paragraphs = words.Split(ParagraphEnd)
            .Select(paragraph => string.Join('\n', paragraph.Split(LineEnd).Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0)))
            .Where(paragraph => paragraph.Length > 0);
        return string.Join("\n\n", paragraphs) + "\n";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\s-[\u2028\u2029]]+")]
    private static partial Regex Spaces();
}
