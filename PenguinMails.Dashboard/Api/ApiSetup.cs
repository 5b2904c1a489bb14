using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using PenguinMails.Dashboard.Accounts;

namespace PenguinMails.Dashboard.Api;

/// <summary>What every REST endpoint shares: names in snake_case, problem details, limits, idempotency, and who may ask.</summary>
public static class ApiSetup
{
    private const string Limit = "api";

    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.Converters.Add(new StorableTextConverter());
        });
        // Everywhere as in Development, so that one place says what was wrong.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<RateLimiterOptions>(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Limit, PerTenant);
        });
        builder.Services.AddSingleton<IdempotentCalls>();
        return builder;
    }

    /// <summary>Comes after authorization.</summary>
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UseMiddleware<UnreadableRequests>();
        return app;
    }

    /// <summary>Maps <c>/api/v1/billing</c>: rooms add their endpoints to a group that is already protected.</summary>
    public static WebApplication MapApi(this WebApplication app, Action<RouteGroupBuilder> rooms)
    {
        var billing = app.MapGroup("/api/v1/billing")
            .RequireAuthorization(ApiKeys.Policy)
            .RequireRateLimiting(Limit)
            .DisableAntiforgery();
        rooms(billing);
        return app;
    }

    private static RateLimitPartition<string> PerTenant(HttpContext http) => RateLimitPartition.GetTokenBucketLimiter(
        http.User.FindFirst(AccountClaims.TenantId)?.Value ?? "nobody",
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 100,
            TokensPerPeriod = 25,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
