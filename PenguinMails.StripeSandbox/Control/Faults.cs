namespace PenguinMails.StripeSandbox;

/// <summary>What was asked to go wrong. Lives in memory: a restart is well again.</summary>
internal sealed class Faults
{
    /// <summary>Decline code of the next payments, and how many of them.</summary>
    public string? Decline { get; set; }
    public int DeclineTimes { get; set; }

    /// <summary>API answers that fail: "outage" (500) or "rate_limit" (429).</summary>
    public string? Api { get; set; }
    public int ApiTimes { get; set; }
    public DateTimeOffset? ApiUntil { get; set; }

    /// <summary>Whether the account retries failed payments by itself, as an account does whose owner forgot to switch that off.</summary>
    public bool AutomaticRetries { get; set; }

    public string? NextDecline()
    {
        if (Decline is null || DeclineTimes <= 0)
            return null;
        DeclineTimes--;
        return Decline;
    }

    public void Clear()
    {
        (Decline, DeclineTimes) = (null, 0);
        (Api, ApiTimes, ApiUntil) = (null, 0, null);
        AutomaticRetries = false;
    }
}
