using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>
/// All that one node and Stripe say to each other goes through here. It can be cut at a word, and who was speaking dies of it:
/// before Stripe hears the question, or after Stripe did as it was asked and before the node hears so.
/// </summary>
internal sealed class StripeLine : IAsyncDisposable
{
    private const string ClockPath = "/_sandbox/api/clock";
    private readonly WebApplication _line;
    private readonly HttpClient _stripe;
    private Cut? _cut;
    private volatile bool _dead;

    private StripeLine(Uri stripe)
    {
        // Its own words go on as they are: compressed or redirected, it is the node's to deal with.
        _stripe = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = stripe };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _line = builder.Build();
        _line.Run(CarryAsync);
    }

    public Uri Url => new(_line.Urls.First());

    /// <summary>The clock's offset that the node lives by.</summary>
    public TimeSpan? ShownTime { get; private set; }

    /// <summary>Apart from this flow of execution, in which an application's own host may be watched for.</summary>
    public static Task<StripeLine> LayAsync(Uri stripe)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(async () =>
            {
                var line = new StripeLine(stripe);
                await line._line.StartAsync();
                return line;
            });
        }
    }

    /// <param name="call">The how manieth call from now.</param>
    /// <param name="payments">Whether only attempts to collect count.</param>
    /// <param name="heard">Whether Stripe still hears it.</param>
    /// <param name="die">Ends the node; returns when it is gone.</param>
    public void CutAt(int call, bool payments, bool heard, Func<Task> die) => _cut = new Cut(call, payments, heard, async () =>
    {
        _dead = true;
        await die();
    });

    /// <summary>This one attempt to collect is lost, and the node lives on.</summary>
    /// <param name="until">How long the node waits in vain before it learns that.</param>
    public void LoseAt(int call, bool heard, Task until) => _cut = new Cut(call, Payments: true, heard, () => until);

    public void Mend() => (_cut, _dead) = (null, false);

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        _stripe.Dispose();
    }

    private async Task CarryAsync(HttpContext http)
    {
        var request = http.Request;
        if (_dead)
        {
            http.Abort();
            return;
        }

        if (request.Path == ClockPath)
            ShownTime = TimeSpan.TryParse(request.Query["known"], out var shown) ? shown : null;
        var cut = _cut is { } armed && armed.IsAt(request) ? armed : null;
        if (cut is { Heard: false })
        {
            await LoseAsync(cut, http);
            return;
        }

        using var question = await ReadAsync(request);
        // Once it is asked it is asked, whether who asked lives to hear the answer or not. A clock that nobody looks at any more may be let go.
        using var answer = await _stripe.SendAsync(question, request.Path == ClockPath ? http.RequestAborted : CancellationToken.None);
        if (cut is not null)
            await LoseAsync(cut, http);
        else
            await WriteAsync(answer, http.Response);
    }

    // Not the one that was started in its place meanwhile.
    private async Task LoseAsync(Cut cut, HttpContext http)
    {
        if (ReferenceEquals(cut, _cut))
            await cut.HappenAsync();
        http.Abort();
    }

    private static async Task<HttpRequestMessage> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var question = new HttpRequestMessage(new HttpMethod(request.Method), $"{request.Path}{request.QueryString}") { Content = body.Length > 0 ? new ByteArrayContent(body.ToArray()) : null };
        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Content-Length" or "Transfer-Encoding")))
        {
            if (!question.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                question.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return question;
    }

    private static async Task WriteAsync(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Connection" or "Transfer-Encoding")))
            response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(response.Body);
    }

    private sealed record Cut(int Call, bool Payments, bool Heard, Func<Task> HappenAsync)
    {
        private int _left = Call;

        public bool IsAt(HttpRequest request) =>
            request.Path != ClockPath && (!Payments || request.Path.Value!.EndsWith("/pay", StringComparison.Ordinal)) && Interlocked.Decrement(ref _left) == 0;
    }
}
