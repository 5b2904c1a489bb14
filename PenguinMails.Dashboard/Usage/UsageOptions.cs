using System.ComponentModel.DataAnnotations;

namespace PenguinMails.Dashboard.Usage;

/// <summary>The section <c>Usage</c>.</summary>
public sealed class UsageOptions : IValidatableObject
{
    public const string Section = "Usage";

    // A period and its days of grace, with room: only then a replayed record is either known or of a closed period.
    private static readonly TimeSpan ShortestKept = TimeSpan.FromDays(62);

    /// <summary>How long after its end a period still takes records of its time; afterwards it is closed.</summary>
    public TimeSpan AcceptLateFor { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long single records and their keys are kept. Periods' counters are kept for good.</summary>
    public TimeSpan KeepRecords { get; set; } = TimeSpan.FromDays(100);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AcceptLateFor < TimeSpan.Zero || AcceptLateFor > TimeSpan.FromDays(25))
            yield return new ValidationResult($"{Section}:{nameof(AcceptLateFor)} must be between 00:00:00 and 25.00:00:00.");
        if (KeepRecords < ShortestKept)
            yield return new ValidationResult($"{Section}:{nameof(KeepRecords)} must be at least 62.00:00:00: a key forgotten sooner could be counted twice.");
    }
}
