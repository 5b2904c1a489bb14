using CsCheck;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>How far time goes in a round. Beyond the next step's day it is as if the product had been off.</summary>
public enum Passing
{
    Hours,
    ToTheNextStep,
    OneDay,
    TwoDays,
    FiveDays,
}

/// <summary>What the bank says to everybody.</summary>
public enum Bank
{
    Declines,

    /// <summary>In a way that no retry can cure.</summary>
    DeclinesForGood,

    /// <summary>To the first few.</summary>
    Wavers,
    Relents,
}

/// <summary>What somebody does who owes.</summary>
public enum Deed
{
    Nothing,
    Retry,
    ThreeRetriesAtOnce,
    ReplaceTheCard,
    ReplaceTheCardByABadOne,
    PayPastUs,
}

/// <param name="Deadly">Whether a node dies in it.</param>
/// <param name="Outage">How many calls Stripe fails to answer.</param>
/// <param name="Deeds">One for each who owes.</param>
public sealed record Round(Passing Passing, Bank Bank, bool Deadly, int Outage, Deed[] Deeds)
{
    public override string ToString() => $"{Passing}, {Bank}{(Deadly ? ", a death" : "")}{(Outage > 0 ? $", {Outage} unanswered" : "")}: {string.Join(' ', Deeds)}";
}

/// <summary>What many debts go through at the same time.</summary>
public sealed record Course(int Seed, Round[] Rounds)
{
    public override string ToString() => string.Join('\n', Rounds.Select(round => round.ToString()).Prepend($"{Seed}"));

    /// <param name="debts">How many debts share the days, the bank and the nodes.</param>
    /// <param name="rounds">How many at least; up to two more.</param>
    public static Gen<Course> Any(int debts, int rounds) =>
        Gen.Select(Gen.Int[0, int.MaxValue], AnyRound(debts).Array[rounds, rounds + 2], (seed, all) => new Course(seed, all));

    private static Gen<Round> AnyRound(int debts) => Gen.Select(
        Often((1, Passing.Hours), (3, Passing.ToTheNextStep), (1, Passing.OneDay), (2, Passing.TwoDays), (1, Passing.FiveDays)),
        Often((5, Bank.Declines), (1, Bank.DeclinesForGood), (2, Bank.Wavers), (1, Bank.Relents)),
        Often((3, true), (1, false)),
        Often((3, 0), (1, 5)),
        Often((5, Deed.Nothing), (2, Deed.Retry), (2, Deed.ThreeRetriesAtOnce), (2, Deed.ReplaceTheCard), (1, Deed.ReplaceTheCardByABadOne), (1, Deed.PayPastUs)).Array[debts],
        (passing, bank, deadly, outage, deeds) => new Round(passing, bank, deadly, outage, deeds));

    private static Gen<T> Often<T>(params (int Weight, T Value)[] choices) => Gen.Frequency([.. choices.Select(choice => (choice.Weight, (IGen<T>)Gen.Const(choice.Value)))]);
}
