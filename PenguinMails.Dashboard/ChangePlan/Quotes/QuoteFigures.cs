namespace PenguinMails.Dashboard.ChangePlan.Quotes;

/// <summary>What Stripe says a change costs. Amounts are minor units of <paramref name="Currency"/>.</summary>
/// <param name="DueNow">What the card is asked for at once.</param>
/// <param name="FromBalance">What a credit that the tenant has with us pays of it.</param>
public sealed record QuoteFigures(
    string Currency, long DueNow, long Tax, long FromBalance, IReadOnlyList<QuoteLine> Lines, long NextAmount, DateTimeOffset NextAt);
