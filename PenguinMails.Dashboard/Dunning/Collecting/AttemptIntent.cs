using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;

namespace PenguinMails.Dashboard.Dunning.Collecting;

/// <summary>What somebody means by trying. The same intent, however often it comes, is one attempt.</summary>
internal sealed record AttemptIntent(AttemptKind Kind, string Key, string By)
{
    public static AttemptIntent Of(DunningStep step) =>
        new(step.Kind is StepKind.NewCard ? AttemptKind.NewCard : AttemptKind.Scheduled, step.AttemptKey, AuditTrail.Product);

    /// <param name="one">The case.</param>
    /// <param name="seenCount">How often the invoice had been tried when they pressed the button: two clicks on one sight of it are one.</param>
    /// <param name="methodId">The card that they see.</param>
    /// <param name="by">Who.</param>
    public static AttemptIntent Manual(DunningCase one, int seenCount, string? methodId, string by) =>
        new(AttemptKind.Manual, $"{one.Id:N}:manual:{seenCount}:{methodId}", by);

    public static AttemptIntent NewCard(DunningCase one, string methodId, string by) =>
        new(AttemptKind.NewCard, DunningSchedule.CardKey(one, methodId), by);
}
