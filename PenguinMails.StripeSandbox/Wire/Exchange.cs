using System.Text;

namespace PenguinMails.StripeSandbox.Wire;

/// <summary>A request and the answer being made for it.</summary>
internal sealed class Exchange(HttpContext http, string form)
{
    public string RequestId { get; } = Ids.New("request");
    public string Method => http.Request.Method;
    public string Path => http.Request.Path.Value!;
    public string Query => http.Request.QueryString.Value ?? "";
    public string Form { get; } = form;
    public string? Authorization => http.Request.Headers.Authorization;
    public string? IdempotencyKey => Method == "POST" ? http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } k ? k : null : null;
    public string[] RouteIds => [.. http.Request.RouteValues.Where(v => v.Key != "rest").Select(v => v.Value!.ToString()!)];

    public int Status { get; private set; } = 200;
    public JsonObject Body { get; private set; } = [];
    public bool Replayed { get; private set; }

    public void Succeed(JsonObject body) => Body = body;

    public void Fail(StripeError error) => (Status, Body) = (error.Status, error.Body(RequestId));

    public void Replay(int status, JsonObject body) => (Status, Body, Replayed) = (status, body, true);

    public async Task WriteAsync(CancellationToken ct)
    {
        var response = http.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.Headers["Request-Id"] = RequestId;
        response.Headers["Stripe-Version"] = http.Request.Headers["Stripe-Version"].ToString() is { Length: > 0 } v ? v : StripeSpec.Instance.Version;
        response.Headers.CacheControl = "no-cache, no-store";
        if (IdempotencyKey is { } key)
        {
            response.Headers["Idempotency-Key"] = key;
            if (Replayed)
                response.Headers["Idempotent-Replayed"] = "true";
        }
        if (Status == 429)
            response.Headers["Stripe-Rate-Limited-Reason"] = "global-rate";
        await response.WriteAsync(Body.ToJsonString(), Encoding.UTF8, ct);
    }
}
