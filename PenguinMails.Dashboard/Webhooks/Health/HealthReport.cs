namespace PenguinMails.Dashboard.Webhooks.Health;

public enum HealthState
{
    /// <summary>The mirror follows Stripe. Quiet is healthy.</summary>
    Healthy,

    /// <summary>The mirror follows late, or by the reconciler alone, or something waits for an operator.</summary>
    Delayed,

    /// <summary>Deliveries cannot work as things are set up, or nothing has been worked off for long.</summary>
    Error,
}

/// <summary>One thing that is worth a sentence, and how much it weighs.</summary>
public sealed record Finding(HealthState Weight, string Sentence);

/// <param name="Findings">The gravest first; empty when there is nothing to say.</param>
public sealed record HealthReport(HealthFacts Facts, IReadOnlyList<Finding> Findings)
{
    public HealthState State => Findings.Count == 0 ? HealthState.Healthy : Findings[0].Weight;

    /// <summary>Why, in a sentence.</summary>
    public string Reason => Findings.Count > 0 ? Findings[0].Sentence
        : Facts.LastReceivedAt is null ? "No event has come yet; nothing waits." : "Every event that came is worked off, and Stripe's list has none that did not come.";
}
