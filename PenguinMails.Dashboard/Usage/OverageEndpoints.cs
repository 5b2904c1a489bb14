using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Usage;

/// <param name="Choice">bill, ask_first or block.</param>
public sealed record OverageBody(string? Choice);

/// <summary>What becomes of emails beyond the plan; the answer is the same part that <c>GET /usage</c> has.</summary>
internal static class OverageEndpoints
{
    public static void Map(RouteGroupBuilder billing)
    {
        billing.MapGet("/overage", async (ClaimsPrincipal principal, UsageReader reader, CancellationToken ct) =>
            TypedResults.Ok(await AnswerAsync(Caller.From(principal)!, reader, ct)));
        billing.MapPost("/overage", ChooseAsync);
        billing.MapPost("/overage/allow", AllowAsync);
    }

    private static async Task<Results<Ok<UsageAnswerOverage>, ValidationProblem, ProblemHttpResult>> ChooseAsync(
        OverageBody body, ClaimsPrincipal principal, OverageDesk desk, UsageReader reader, CancellationToken ct)
    {
        if (OverageChoices.Parse(body.Choice) is not { } choice)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["choice"] = [$"Must be one of {string.Join(", ", OverageChoices.Words)}."] });
        var caller = Caller.From(principal)!;
        return await desk.ChooseAsync(caller, choice, ct) is OverageOutcome.Done ? TypedResults.Ok(await AnswerAsync(caller, reader, ct)) : NotAllowed();
    }

    /// <summary>For who chose to be asked: more may be sent in the running period.</summary>
    private static async Task<Results<Ok<UsageAnswerOverage>, ProblemHttpResult>> AllowAsync(
        ClaimsPrincipal principal, OverageDesk desk, UsageReader reader, CancellationToken ct)
    {
        var caller = Caller.From(principal)!;
        return await desk.AllowAsync(caller, ct) switch
        {
            OverageOutcome.Done => TypedResults.Ok(await AnswerAsync(caller, reader, ct)),
            OverageOutcome.NoPeriod => TypedResults.Problem("There is no running period to allow more emails for.", statusCode: 409, title: "No running period"),
            OverageOutcome.NotAllowed => NotAllowed(),
            _ => throw new InvalidOperationException("An outcome of the permission has no answer."),
        };
    }

    private static ProblemHttpResult NotAllowed() => TypedResults.Problem("This key may not decide about extra emails.", statusCode: 403, title: "Not allowed");

    private static async Task<UsageAnswerOverage> AnswerAsync(Caller caller, UsageReader reader, CancellationToken ct) =>
        UsageAnswerOverage.Of((await reader.ReadAsync(caller, ct)).Overage);
}
