using PenguinMails.Dashboard.ChangePlan.Rules;

namespace PenguinMails.Dashboard.ChangePlan;

/// <summary>The refusals of a change as RFC 9457 problem details.</summary>
internal static class ChangeProblems
{
    public static IResult Of(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.NeedsConfirmation confirm => Problem(
            402, "Confirmation needed", "The payer's bank asks for confirmation on Stripe's page. Nothing changes until then.", ("confirmation_url", confirm.Page.ToString())),
        ChangeOutcome.Declined declined => Problem(402, "Payment declined", $"{declined.Reason} Nothing was charged and nothing has changed."),
        ChangeOutcome.QuoteChanged changed => Problem(
            409, "The amount has changed", "What was quoted is no longer what would be charged. Nothing was charged; confirm the new quote.", ("quote", QuoteAnswer.Of(changed.Quote))),
        ChangeOutcome.ExceedsLimits exceeds => Problem(
            422, "More is in use than the plan includes", "Remove what is too much, then change the plan.", ("exceeds", exceeds.Excesses.Select(ExcessAnswer.Of).ToList())),
        ChangeOutcome.NothingToChange => Problem(422, "Nothing to change", "The subscription is already as wished for, or will be."),
        ChangeOutcome.NotNow { Obstacle: var obstacle } => Problem(409, "Not now", ObstacleWords.Of(obstacle)),
        ChangeOutcome.NotForSale => Invalid("There is no such plan or add-on on sale for this subscription."),
        ChangeOutcome.ContactSales => Invalid("This plan is agreed with sales: sales@penguinmails.com."),
        ChangeOutcome.UnknownQuote => Problem(404, "Unknown quote", "This tenant has no such quote."),
        ChangeOutcome.NotAllowed => Problem(403, "Not allowed", "This key may not change billing."),
        _ => throw new InvalidOperationException("An outcome of a change has no answer."),
    };

    private static IResult Invalid(string why) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["plan"] = [why] });

    private static IResult Problem(int status, string title, string detail, params (string Key, object Value)[] more) => TypedResults.Problem(
        detail, statusCode: status, title: title, extensions: more.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));
}

/// <summary>What is in the way of a change, in a sentence with its cure.</summary>
internal static class ObstacleWords
{
    public static string Of(ChangeObstacle obstacle) => obstacle switch
    {
        ChangeObstacle.NoSubscription => "There is no running subscription to change. Choose a plan first.",
        ChangeObstacle.PaymentOpen => "An invoice is unpaid. Pay it first, then change the plan.",
        ChangeObstacle.Ending => "The subscription is canceled. Take the cancellation back first, then change the plan.",
        ChangeObstacle.ChangeScheduled => "A change of plan is already scheduled. Take it back or wait for it, then change add-ons.",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle)),
    };
}
