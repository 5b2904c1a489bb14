using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Accounts.Parts;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>
/// How often one address may try an account form. Lockout protects one account from many guesses; this protects many
/// accounts from one guesser.
/// </summary>
internal sealed class AttemptLimit(IOptions<AccountOptions> options) : IRateLimiterPolicy<string>
{
    public const string Policy = "account-attempts";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (context, _) =>
    {
        context.HttpContext.Response.Headers.RetryAfter = "60";
        await new RazorComponentResult<TooManyAttempts> { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(context.HttpContext);
    };

    // Looking at a form is free; only sending it counts.
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => HttpMethods.IsPost(httpContext.Request.Method)
        ? RateLimitPartition.GetFixedWindowLimiter(httpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown", _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.AttemptsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        })
        : RateLimitPartition.GetNoLimiter("reading");
}
