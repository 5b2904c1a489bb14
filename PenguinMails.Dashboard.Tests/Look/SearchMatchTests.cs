using PenguinMails.Dashboard.Look.Search;

namespace PenguinMails.Dashboard.Tests.Look;

public sealed class SearchMatchTests
{
    private static readonly SearchEntry[] Entries =
    [
        new("Payments", "history receipts", "/payments", null),
        new("Payment methods", "cards credit card", "/payment-methods", null),
        new("Cancel subscription", "end stop", "/cancel", null),
        new("Update card", "credit expired", "/billing/portal", null),
    ];

    [Theory]
    [InlineData("", "Payments,Payment methods,Cancel subscription,Update card")]
    [InlineData("pay", "Payments,Payment methods")]
    [InlineData("payment m", "Payment methods")]
    [InlineData("CARD", "Update card,Payment methods")]
    [InlineData("stop sub", "Cancel subscription")]
    [InlineData("ments", "")]
    public void Every_word_begins_a_word_and_titles_come_first(string text, string titles) =>
        Assert.Equal(titles, string.Join(',', SearchMatch.Best(Entries, text).Select(entry => entry.Title)));
}
