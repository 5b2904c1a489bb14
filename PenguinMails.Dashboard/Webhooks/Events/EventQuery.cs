namespace PenguinMails.Dashboard.Webhooks.Events;

/// <summary>Which events to list.</summary>
/// <param name="Status">One status, or null for all.</param>
/// <param name="Type">The beginning of a type, such as <c>invoice.</c>; blank for all.</param>
/// <param name="Id">A customer, an object or an event, by Stripe's id; blank for all.</param>
public sealed record EventQuery(EventState? Status, string? Type, string? Id, int Skip, int Take);

/// <summary>How an event stands, as an operator asks for it.</summary>
public enum EventState
{
    Waiting,
    Failing,
    Dead,
    Done,
    Ignored,
}

/// <summary>One event in the list.</summary>
public sealed record EventLine(
    long Id, string EventId, string Type, string? StripeCustomerId, DateTimeOffset ReceivedAt, DateTimeOffset? ProcessedAt, EventState State, int Attempts, bool Found);

public sealed record EventLines(IReadOnlyList<EventLine> Lines, int Total);

/// <summary>All that is known of one event.</summary>
/// <param name="Found">Whether the reconciler brought it, and not a delivery.</param>
/// <param name="TenantId">Whose customer it is about, where that is known.</param>
/// <param name="Payload">Indented JSON; null once it was purged.</param>
public sealed record EventFile(
    EventLine Line, string? ApiVersion, string? ObjectId, string? IgnoredBecause, DateTimeOffset? DeadAt, DateTimeOffset NextAttemptAt, string? LastError,
    bool Found, Guid? TenantId, string? Payload)
{
    public bool CanBeReplayed => Line.State is EventState.Dead or EventState.Failing;
}
