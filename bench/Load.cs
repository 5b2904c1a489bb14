using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PenguinMails.Bench;

/// <summary>Many signed events at once, and how long each took to be acknowledged.</summary>
internal static class Load
{
    public const string Secret = "whsec_bench";
    private const int AtOnce = 256;

    /// <param name="PerSecond">Acknowledged events in a second.</param>
    public sealed record Result(double PerSecond, TimeSpan Median, TimeSpan NinetyNinth);

    public static async Task<Result> RunAsync(Uri address, int events, Func<int, string> customer)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });
        var url = new Uri(address, "/webhooks/stripe");
        var bodies = Enumerable.Range(0, events).Select(i => Body(customer(i))).ToArray();
        var took = new long[events];
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, events, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, ct) =>
        {
            using var content = Signed(bodies[i]);
            var sent = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsync(url, content, ct);
            answer.EnsureSuccessStatusCode();
            took[i] = Stopwatch.GetElapsedTime(sent).Ticks;
        });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(took);
        return new Result(events / seconds, TimeSpan.FromTicks(took[events / 2]), TimeSpan.FromTicks(took[(int)(events * 0.99)]));
    }

    public static string Body(string customer) => $$"""
        {"id":"evt_{{Guid.CreateVersion7():N}}","object":"event","api_version":"2026-10-28.endive","created":1735027200,"livemode":false,"pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"customer.updated","data":{"object":{"id":"{{customer}}","object":"customer","description":"{{new string('x', 1500)}}"} } }
        """;

    private static StringContent Signed(string body)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        content.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={signature}");
        return content;
    }
}
