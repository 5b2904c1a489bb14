using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;

namespace PenguinMails.Dashboard.ChangePlan.Pages;

/// <summary>A quote in a sentence, and the words of its button.</summary>
internal static class QuoteSentence
{
    public static string Of(PlanQuote quote, Func<DateTimeOffset, string> date) => quote.Timing switch
    {
        ChangeTiming.AtPeriodEnd => $"Your plan stays as it is until {date(quote.EffectiveAt)}, as it is paid until then. You can take the change back until that day.",
        ChangeTiming.InTrial => $"The change takes effect now. Your trial goes on until {date(quote.NextAt)}, and nothing is charged before.",
        ChangeTiming.AtOnceWithCredit => "The change takes effect now. What you paid for and do not use comes off your next invoice.",
        _ when quote.FromCycle != quote.ToCycle => "The change takes effect now and a new year begins today. What is left of the running month comes off the price.",
        _ => "The change takes effect now. You pay the difference for the rest of the period you have paid for.",
    };

    public static string Button(PlanQuote quote, Func<DateTimeOffset, string> date) => quote switch
    {
        { Timing: ChangeTiming.AtPeriodEnd } => $"Schedule for {date(quote.EffectiveAt)}",
        { Timing: ChangeTiming.InTrial } => "Change now, free during the trial",
        { Timing: ChangeTiming.AtOnceWithCredit } => "Remove now",
        { DueNow: > 0 } => $"Pay {quote.Due} now",
        _ => "Change now, nothing to pay",
    };
}
