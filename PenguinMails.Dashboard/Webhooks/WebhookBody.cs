using System.Text;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>A delivery's body as it was signed, to the byte.</summary>
internal static class WebhookBody
{
    public const int MostBytes = 1024 * 1024;

    /// <summary>Null when it is larger than any event of Stripe's.</summary>
    public static async ValueTask<string?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MostBytes)
            return null;
        // The pipe's own memory: an array for each delivery would be cleared and collected for nothing.
        var pipe = request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync();
            var tooLarge = read.Buffer.Length > MostBytes;
            if (!tooLarge && !read.IsCompleted)
            {
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = tooLarge ? null : Encoding.UTF8.GetString(read.Buffer);
            pipe.AdvanceTo(read.Buffer.End);
            return body;
        }
    }
}
