namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Stripe did not answer, was overloaded, or limited our rate. The same call may succeed later.</summary>
public sealed class StripeUnavailableException(TimeSpan retryAfter, Exception inner) : Exception("Stripe cannot be reached just now.", inner)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>Stripe understood the call and refused it. The same call would be refused again.</summary>
public sealed class StripeRefusedException(string? code, string message, Exception inner, string? param = null) : Exception(message, inner)
{
    /// <summary>Stripe's error code, such as <c>resource_missing</c>.</summary>
    public string? Code { get; } = code;

    /// <summary>Why the card was refused, where it was the card; null otherwise.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>The parameter that Stripe would not have, such as <c>address[country]</c>.</summary>
    public string? Param { get; } = param;
}
