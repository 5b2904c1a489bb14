using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Usage;

public sealed record UsageBody(IReadOnlyList<UsageBodyRecord?>? Records);

public sealed record UsageBodyRecord(string? Metric, long? Quantity, DateTimeOffset? Timestamp, string? IdempotencyKey);

public sealed record UsageReceipt(int Accepted, int Duplicates, int Conflicts, int Rejected, IReadOnlyList<UsageReceiptLine> Results);

/// <param name="Status">accepted, duplicate, conflict or rejected.</param>
public sealed record UsageReceiptLine(string IdempotencyKey, string Status, string? Reason);

internal static class UsageEndpoints
{
    public static void Map(RouteGroupBuilder billing)
    {
        billing.MapPost("/usage", ReportAsync);
        billing.MapGet("/usage", ReadAsync);
    }

    private static async Task<Results<Ok<UsageReceipt>, ValidationProblem, ProblemHttpResult>> ReportAsync(
        UsageBody body, ClaimsPrincipal principal, UsageIngestion ingestion, CancellationToken ct)
    {
        if (UsageBodyRules.Problems(body) is { Count: > 0 } problems)
            return TypedResults.ValidationProblem(problems);
        return await ingestion.IngestAsync(Caller.From(principal)!, UsageBodyRules.Entries(body), ct) switch
        {
            UsageOutcome.Done done => TypedResults.Ok(Receipt(done.Results)),
            UsageOutcome.NotAllowed => TypedResults.Problem("This key may not report usage.", statusCode: 403, title: "Not allowed"),
            _ => throw new InvalidOperationException("An outcome of the report has no answer."),
        };
    }

    private static async Task<Results<Ok<UsageAnswer>, ValidationProblem>> ReadAsync(
        ClaimsPrincipal principal, UsageReader reader, CancellationToken ct, int history = 0)
    {
        if (history is < 0 or > UsageReader.MonthsOfHistory)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["history"] = [$"Must be between 0 and {UsageReader.MonthsOfHistory}."] });
        return TypedResults.Ok(UsageAnswer.Of(await reader.ReadAsync(Caller.From(principal)!, ct), history));
    }

    private static UsageReceipt Receipt(IReadOnlyList<UsageResult> results)
    {
        return new UsageReceipt(
            Count(UsageVerdict.Accepted), Count(UsageVerdict.Duplicate), Count(UsageVerdict.Conflict), Count(UsageVerdict.Rejected),
            [.. results.Select(result => new UsageReceiptLine(result.IdempotencyKey, Word(result.Verdict), result.Reason))]);

        int Count(UsageVerdict verdict) => results.Count(result => result.Verdict == verdict);
    }

    private static string Word(UsageVerdict verdict) => verdict switch
    {
        UsageVerdict.Accepted => "accepted",
        UsageVerdict.Duplicate => "duplicate",
        UsageVerdict.Conflict => "conflict",
        _ => "rejected",
    };
}
