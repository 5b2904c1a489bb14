using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Health;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// <c>POST /webhooks/stripe</c>. 200 means "durably yours"; 400 that it was not Stripe who wrote; 413 that it is larger than any
/// event of Stripe's. Nothing is worked on here.
/// </summary>
internal sealed partial class WebhookEndpoint(Inbox inbox, ArrivalLog arrivals, IOptions<StripeOptions> options, TimeProvider time, ILogger<Inbox> log)
{
    public const string Path = "/webhooks/stripe";

    private static readonly ReadOnlyMemory<byte> Received = """{"received":true}"""u8.ToArray();

    // Short-circuited: nothing of the pipeline (cookies, limits, pages for people) concerns a signed body, and a burst should not pay
    // for it. Nor for a scope of services: all that a delivery needs lives as long as the application.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, ActivatorUtilities.CreateInstance<WebhookEndpoint>(routes.ServiceProvider).ReceiveAsync)
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().ShortCircuit();

    /// <summary>Tells Stripe that the event is ours now.</summary>
    public static Task AcceptAsync(HttpResponse response)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Received.Length;
        return response.BodyWriter.WriteAsync(Received).AsTask();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (await WebhookBody.ReadAsync(context.Request) is not { } body)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB.");
            return;
        }

        var signature = context.Request.Headers["Stripe-Signature"].ToString();
        if (signature.Length == 0 || !WebhookSignature.IsValid(body, signature, options.Value.WebhookSecrets, time.GetUtcNow()))
        {
            arrivals.Refused(signature.Length == 0);
            LogBadSignature(log, signature.Length == 0);
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The signature is missing, or was made with another secret or too long ago.");
            return;
        }

        if (EventEnvelope.Read(body) is not { } envelope)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body is not a Stripe event.");
            return;
        }

        // To its end even where the sender hangs up: it is signed, so it is kept.
        await inbox.ReceiveAsync(envelope, body, CancellationToken.None);
        arrivals.Arrived(envelope.LiveMode);
        await AcceptAsync(context.Response);
    }

    private static Task RefuseAsync(HttpContext context, int status, string why) => TypedResults.Problem(why, statusCode: status).ExecuteAsync(context);

    [LoggerMessage(LogLevel.Warning, "A webhook was refused: its signature does not fit any of Stripe:WebhookSecrets (header missing: {Missing}).")]
    private static partial void LogBadSignature(ILogger log, bool missing);
}
