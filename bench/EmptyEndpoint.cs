using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Bench;

/// <summary>The same endpoint that verifies the signature, reads the envelope, and stores nothing: the most that acknowledging could be.</summary>
internal static class EmptyEndpoint
{
    public const string Word = "empty-endpoint";

    public static async Task ServeAsync(string address)
    {
        var builder = WebApplication.CreateBuilder();
        // As the product is started for the measurement.
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        string[] secrets = [Load.Secret];
        app.MapPost(WebhookEndpoint.Path, async context =>
        {
            if (await WebhookBody.ReadAsync(context.Request) is { } body
                && WebhookSignature.IsValid(body, context.Request.Headers["Stripe-Signature"].ToString(), secrets, TimeProvider.System.GetUtcNow())
                && EventEnvelope.Read(body) is not null)
                await WebhookEndpoint.AcceptAsync(context.Response);
            else
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }).ShortCircuit();
        app.MapGet("/sign-in", () => "ready");
        await app.RunAsync();
    }
}
