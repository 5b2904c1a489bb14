using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>A webhook endpoint that keeps what it gets, in order of arrival.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<Letter> _letters = [];

    private Mailbox()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/hook", TakeAsync);
    }

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public Uri Address => new(_app.Urls.First() + "/hook");

    public IReadOnlyList<Letter> Letters
    {
        get
        {
            lock (_letters)
                return [.. _letters];
        }
    }

    public static async Task<Mailbox> OpenAsync()
    {
        var mailbox = new Mailbox();
        await mailbox._app.StartAsync();
        return mailbox;
    }

    /// <summary>Waits for that many letters, then looks whether there are exactly as many.</summary>
    public async Task<IReadOnlyList<Letter>> ReceivedAsync(int count)
    {
        await Eventually.BecomesAsync($"{count} deliveries came; there are {Letters.Count}", () => Task.FromResult(Letters.Count >= count));
        Assert.Equal(count, Letters.Count);
        return Letters;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var letter = new Letter(await reader.ReadToEndAsync(), request.Headers["Stripe-Signature"].ToString());
        lock (_letters)
            _letters.Add(letter);
        return Results.StatusCode(Status);
    }

    internal sealed record Letter(string Body, string Signature)
    {
        public string Id => Event.Id;

        public Event Event => EventUtility.ParseEvent(Body, throwOnApiVersionMismatch: false);

        public int Signatures => Signature.Split(",v1=").Length - 1;

        /// <summary>Stripe.net's own judgement, at the time that the signature itself tells.</summary>
        public bool IsSignedWith(string secret)
        {
            try
            {
                EventUtility.ValidateSignature(Body, Signature, secret, 300, long.Parse(Signature.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture));
                return true;
            }
            catch (StripeException)
            {
                return false;
            }
        }
    }
}
