namespace PenguinMails.StripeSandbox.Payments;

/// <summary>What the bank says: paid, declined (and why), or that its owner must first authenticate.</summary>
internal abstract record BankAnswer
{
    public sealed record Approved : BankAnswer;
    public sealed record Declined(string Code) : BankAnswer;
    public sealed record Authenticate : BankAnswer;

    private BankAnswer() { }
}

internal static class CardNetwork
{
    public static BankAnswer Charge(UnitOfWork w, JsonObject pm, bool offSession, bool authenticated)
    {
        if (w.Sandbox.Faults.NextDecline() is { } fault)
            return fault == "authentication_required" && !authenticated ? new BankAnswer.Authenticate() : new BankAnswer.Declined(fault);
        if (IsExpired(pm, w.NowOf(pm)))
            return new BankAnswer.Declined("expired_card");
        var behaviour = pm.Text("_behaviour");
        var refused = Behaviours.Argument(behaviour, Behaviours.Declines) ?? Behaviours.Argument(behaviour, Behaviours.DeclinesLater);
        if (refused is not null)
            return new BankAnswer.Declined(refused);
        if (Behaviours.Argument(behaviour, Behaviours.AuthenticatesThenDeclines) is { } afterwards)
            return authenticated ? new BankAnswer.Declined(afterwards) : new BankAnswer.Authenticate();
        var asks = behaviour == Behaviours.Authenticates
            || (behaviour == Behaviours.AuthenticatesOnSetup && !(offSession && pm.Flag("_set_up")));
        return asks && !authenticated ? new BankAnswer.Authenticate() : new BankAnswer.Approved();
    }

    private static bool IsExpired(JsonObject pm, long now)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(now);
        return (pm.Int("card.exp_year") * 12) + pm.Int("card.exp_month") < (time.Year * 12) + time.Month;
    }
}
