using System.Text;
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
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        string[] secrets = [Load.Secret];
        app.MapPost("/webhooks/stripe", async (HttpRequest request) =>
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer);
            var body = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
            return WebhookSignature.IsValid(body, request.Headers["Stripe-Signature"].ToString(), secrets, TimeProvider.System.GetUtcNow())
                && EventEnvelope.Read(body) is not null
                ? Results.Ok(new { received = true })
                : Results.BadRequest();
        });
        app.MapGet("/sign-in", () => "ready");
        await app.RunAsync();
    }
}
