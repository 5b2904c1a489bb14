using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Resync;

namespace PenguinMails.Dashboard.Admin;

/// <summary>What an operator is told of a resync that was asked for.</summary>
internal static class ResyncWords
{
    public static (bool Good, string Sentence) Of(ResyncOutcome outcome) => outcome switch
    {
        ResyncOutcome.Started => (true, "Begun."),
        ResyncOutcome.AlreadyRunning => (true, "This is being read already."),
        ResyncOutcome.NotAnId => (false, $"That is no id of Stripe's that leads to a customer. It begins with {Owners.Kinds}."),
        ResyncOutcome.Unknown => (false, "Stripe knows no customer behind that."),
        ResyncOutcome.NotOurs other => (false, $"It belongs to {other.CustomerId}, which is no tenant of ours."),
        ResyncOutcome.StripeUnavailable => (false, "Stripe cannot be reached just now. Nothing was begun; try again in a minute."),
        _ => throw new InvalidOperationException($"No words for {outcome.GetType().Name}."),
    };
}
