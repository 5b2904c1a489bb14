using System.Text;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Health;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// <c>POST /webhooks/stripe</c>. 200 means "durably yours"; 400 that it was not Stripe who wrote; 413 that it is larger than any
/// event of Stripe's. Nothing is worked on here.
/// </summary>
internal static partial class WebhookEndpoint
{
    public const string Path = "/webhooks/stripe";
    private const int MostBytes = 1024 * 1024;

    // Short-circuited: nothing of the pipeline (cookies, limits, pages for people) concerns a signed body, and a burst should not pay for it.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, ReceiveAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().ShortCircuit();

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, Inbox inbox, ArrivalLog arrivals, IOptions<StripeOptions> options, TimeProvider time, ILogger<Inbox> log, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } body)
            return Refuse(StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB.");
        var signature = request.Headers["Stripe-Signature"].ToString();
        if (signature.Length == 0 || !WebhookSignature.IsValid(body, signature, options.Value.WebhookSecrets, time.GetUtcNow()))
        {
            arrivals.Refused(signature.Length == 0);
            LogBadSignature(log, signature.Length == 0);
            return Refuse(StatusCodes.Status400BadRequest, "The signature is missing, or was made with another secret or too long ago.");
        }

        if (EventEnvelope.Read(body) is not { } envelope)
            return Refuse(StatusCodes.Status400BadRequest, "The body is not a Stripe event.");
        await inbox.ReceiveAsync(envelope, body, ct);
        arrivals.Arrived(envelope.LiveMode);
        return TypedResults.Ok(new { received = true });
    }

    /// <summary>The body as it was signed, to the byte; null when it is too large.</summary>
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, ct)) > 0)
        {
            if (buffer.Length + read > MostBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static IResult Refuse(int status, string why) => TypedResults.Problem(why, statusCode: status);

    [LoggerMessage(LogLevel.Warning, "A webhook was refused: its signature does not fit any of Stripe:WebhookSecrets (header missing: {Missing}).")]
    private static partial void LogBadSignature(ILogger log, bool missing);
}
