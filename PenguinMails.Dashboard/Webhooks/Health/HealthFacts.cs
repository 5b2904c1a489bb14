using PenguinMails.Dashboard.Webhooks.Reconciliation;

namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>What is known of the way from Stripe to the mirror, before anything is concluded from it.</summary>
public sealed record HealthFacts
{
    public required DateTimeOffset Now { get; init; }

    public DateTimeOffset? LastReceivedAt { get; init; }

    public DateTimeOffset? LastProcessedAt { get; init; }

    /// <summary>When Stripe itself last came to the endpoint; the reconciler brings events too.</summary>
    public DateTimeOffset? LastDeliveryAt { get; init; }

    public int Backlog { get; init; }

    public DateTimeOffset? OldestPendingAt { get; init; }

    public int Dead { get; init; }

    /// <summary>Events received within the last hour, and how many of them failed at least once.</summary>
    public int LastHour { get; init; }

    public int LastHourFailed { get; init; }

    /// <summary>Wrong signatures since the last right one.</summary>
    public long Refused { get; init; }

    public DateTimeOffset? OtherModeAt { get; init; }

    public bool KeyIsLive { get; init; }

    /// <summary>Events that only Stripe's list brought since the last delivery came.</summary>
    public int FoundSinceDelivery { get; init; }

    /// <summary>Events that only Stripe's list brought within a day.</summary>
    public int FoundInADay { get; init; }

    public DateTimeOffset? NewestFoundAt { get; init; }

    public AccountWatch? Watch { get; init; }

    /// <summary>The API version of the last event, where it named one.</summary>
    public string? EventApiVersion { get; init; }

    public required string PinnedApiVersion { get; init; }

    /// <summary>Tenants whose mirror differed from Stripe within a day.</summary>
    public int HealedInADay { get; init; }

    /// <summary>The longest that any tenant's mirror has not been proven equal; null where one never was, or there is none.</summary>
    public DateTimeOffset? LeastRecentlyProvenAt { get; init; }

    public int NeverProven { get; init; }

    /// <summary>Failed invoices that Stripe is going to collect by itself, and when the next.</summary>
    public int StripeRetries { get; init; }

    public DateTimeOffset? NextStripeRetryAt { get; init; }

    public TimeSpan OldestPendingAge => OldestPendingAt is { } at && at < Now ? Now - at : TimeSpan.Zero;

    public double ErrorRate => LastHour == 0 ? 0 : (double)LastHourFailed / LastHour;
}
