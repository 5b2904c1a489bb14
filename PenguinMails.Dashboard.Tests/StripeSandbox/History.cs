using CsCheck;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>What may happen to a customer between two looks at the books.</summary>
internal enum Move
{
    Wait,
    ChangePlan,
    ChangeSeats,
    DropSeats,
    AddCoupon,
    RefusePayments,
    PayOpenInvoice,
    ToggleCancelAtPeriodEnd,
    CancelNow,
    Refund,
}

/// <summary>Time passes, then something is done; the choice decides the rest of what and how.</summary>
internal sealed record Step(TimeSpan Wait, Move Move, int Choice)
{
    public override string ToString() => $"{Wait} {Move} {Choice}";
}

internal sealed record History(DateTimeOffset Begins, bool InGermany, bool WithTrial, int Plan, Step[] Steps)
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Never longer than a month at once: events are listed for thirty days only.
    private static readonly Gen<TimeSpan> AWhile = Gen.Frequency(
        (1, Gen.Int[60, 3 * 3600].Select(seconds => TimeSpan.FromSeconds(seconds))),
        (3, Gen.Int[3600, 28 * 86400].Select(seconds => TimeSpan.FromSeconds(seconds))));

    private static readonly Gen<Move> AMove = Gen.Frequency(
        (2, Gen.Const(Move.Wait)), (5, Gen.Const(Move.ChangePlan)), (2, Gen.Const(Move.ChangeSeats)), (1, Gen.Const(Move.DropSeats)),
        (2, Gen.Const(Move.AddCoupon)), (3, Gen.Const(Move.RefusePayments)), (2, Gen.Const(Move.PayOpenInvoice)),
        (2, Gen.Const(Move.ToggleCancelAtPeriodEnd)), (1, Gen.Const(Move.CancelNow)), (2, Gen.Const(Move.Refund)));

    public static Gen<History> Any { get; } =
        from second in Gen.Int[0, (31 * 86400) - 1]
        from german in Gen.Bool
        from trial in Gen.Int[0, 3]
        from plan in Gen.Int[0, 99]
        from steps in Gen.Select(AWhile, AMove, Gen.Int[0, 9999], (wait, move, choice) => new Step(wait, move, choice)).Array[4, 14]
        select new History(NewYear.AddSeconds(second), german, trial == 0, plan, steps);

    public override string ToString() =>
        $"from {Begins:u}, {(InGermany ? "in Germany" : "in the US")}, {(WithTrial ? "with" : "without")} a trial, plan {Plan}: {string.Join("; ", Steps.Select(step => step.ToString()))}";
}
