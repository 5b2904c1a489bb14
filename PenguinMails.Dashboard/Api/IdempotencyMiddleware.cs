using System.Security.Cryptography;
using System.Text;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Api;

/// <summary>
/// Gives a mutating REST call with an <c>Idempotency-Key</c> the answer it was given before. Answers that say "try again"
/// (5xx, 429) are not remembered. Stands behind authorization, since keys are a tenant's own.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IdempotentCalls calls, LeaseKeeper leases)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    public async Task InvokeAsync(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (!http.Request.Path.StartsWithSegments("/api") || HttpMethods.IsGet(http.Request.Method) || key.Length == 0
            || Caller.From(http.User)?.TenantId is not { } tenantId)
        {
            await next(http);
            return;
        }

        if (key.Length > LongestKey)
        {
            await TypedResults.Problem($"{Header} may have at most {LongestKey} characters.", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http);
            return;
        }

        var fingerprint = await FingerprintAsync(http.Request, http.RequestAborted);
        // Two copies of one call at once: the second waits for the first one's answer.
        await using var lease = await leases.TakeAsync($"idempotency:{tenantId}:{key}", http.RequestAborted);
        if (await calls.FindAsync(tenantId, key, http.RequestAborted) is { } known)
            await ReplayAsync(http, known, fingerprint);
        else
            await AnswerAsync(http, tenantId, key, fingerprint);
    }

    private static async Task ReplayAsync(HttpContext http, IdempotentCall known, string fingerprint)
    {
        if (known.Fingerprint != fingerprint)
        {
            await TypedResults.Problem($"This {Header} was used for another call. Use a new one.", statusCode: StatusCodes.Status409Conflict, title: "Idempotency key reused")
                .ExecuteAsync(http);
            return;
        }

        http.Response.Headers["Idempotent-Replayed"] = "true";
        http.Response.StatusCode = known.StatusCode;
        http.Response.ContentType = known.ContentType;
        await http.Response.WriteAsync(known.Body, http.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext http, Guid tenantId, string key, string fingerprint)
    {
        var stream = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = stream;
        }

        var status = http.Response.StatusCode;
        // Kept before it is sent: an answer that was seen must be the answer that is repeated.
        if (status is < 500 and not StatusCodes.Status429TooManyRequests)
        {
            var body = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
            await calls.RememberAsync(tenantId, key, fingerprint, status, http.Response.ContentType ?? "application/json", body, CancellationToken.None);
        }

        answer.Position = 0;
        await answer.CopyToAsync(stream, http.RequestAborted);
    }

    private static async Task<string> FingerprintAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(await SHA256.HashDataAsync(request.Body, ct));
        request.Body.Position = 0;
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
