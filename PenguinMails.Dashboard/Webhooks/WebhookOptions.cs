using Microsoft.Extensions.Options;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>The section <c>Webhooks</c> of the configuration.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    // Stripe lists an event for thirty days, and retries a delivery for three more at most.
    private static readonly TimeSpan StripeMayRepeat = TimeSpan.FromDays(33);

    /// <summary>How often Stripe's own list of events is compared with what arrived.</summary>
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far each reading goes back behind the last one: an event may be listed later than it says it was created.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a tenant's mirror is compared with Stripe at most.</summary>
    public TimeSpan DriftEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many tenants are compared within <see cref="DriftEvery"/>; those not proven for longest come first.</summary>
    public int DriftSample { get; set; } = 200;

    /// <summary>Customers a second that a resync or a drift check reads; each takes about five calls of Stripe's 25 in test mode.</summary>
    public double CustomersPerSecond { get; set; } = 2;

    /// <summary>For how long the payload of a processed event is kept.</summary>
    public TimeSpan KeepPayloads { get; set; } = TimeSpan.FromDays(30);

    /// <summary>For how long an event's id is kept, so that a repetition of it is known.</summary>
    public TimeSpan KeepIds { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Every problem at once, each with its key and its cure.</summary>
    public IEnumerable<string> Problems()
    {
        if (ReconcileEvery <= TimeSpan.Zero)
            yield return "Webhooks:ReconcileEvery must be longer than nothing, such as 00:05:00.";
        if (Overlap < TimeSpan.FromMinutes(1) || Overlap > TimeSpan.FromDays(7))
            yield return "Webhooks:Overlap must lie between a minute and seven days, such as 01:00:00.";
        if (DriftEvery <= TimeSpan.Zero)
            yield return "Webhooks:DriftEvery must be longer than nothing, such as 1.00:00:00.";
        if (DriftSample < 0)
            yield return "Webhooks:DriftSample cannot be negative; 0 switches the drift check off.";
        if (CustomersPerSecond is <= 0 or > 1000)
            yield return "Webhooks:CustomersPerSecond must be above 0; 2 stays well below Stripe's limits.";
        if (KeepPayloads <= TimeSpan.Zero)
            yield return "Webhooks:KeepPayloads must be longer than nothing, such as 30.00:00:00.";
        if (KeepIds <= StripeMayRepeat)
            yield return $"Webhooks:KeepIds must exceed {StripeMayRepeat.TotalDays} days, within which Stripe may repeat an event; the default is 400.00:00:00.";
    }

    internal sealed class Check : IValidateOptions<WebhookOptions>
    {
        public ValidateOptionsResult Validate(string? name, WebhookOptions options) =>
            options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
