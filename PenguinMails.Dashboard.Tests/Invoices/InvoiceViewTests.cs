using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Invoices.Pages;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Tests.Invoices;

public sealed class InvoiceViewTests
{
    [Fact]
    public void An_address_without_anything_is_the_newest_first() =>
        Assert.Equal((InvoiceSort.Date, true, 1, false), (Of().Sort, Of().Descending, Of().Page, Of().IsFiltered));

    [Fact]
    public void What_is_written_into_an_address_is_read_from_it_again()
    {
        var view = new InvoiceView("open", new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 28), "PM-0", InvoiceSort.Total, Descending: false, Page: 3);
        var query = view.Query();

        Assert.Equal(view, InvoiceView.Parse((string?)query["status"], (string?)query["from"], (string?)query["to"], (string?)query["q"], (string?)query["sort"], query["page"]?.ToString()));
    }

    [Fact]
    public void What_is_as_usual_stands_in_no_address() => Assert.All(Of().Query().Values, Assert.Null);

    [Theory]
    [InlineData("draft", "yesterday", "x", "-5")]
    [InlineData("<script>", "0001-01-01", "7", "99999999999999999999")]
    [InlineData("OPEN", "9999-12-31", "--total", "1.5")]
    public void Nonsense_in_an_address_is_left_out(string status, string day, string sort, string page) =>
        Assert.Equal(Of(), InvoiceView.Parse(status, day, day, null, sort, page));

    [Fact]
    public void Days_are_the_viewers_own_and_the_last_one_counts_whole()
    {
        var viewer = new Viewer { TimeZoneId = "Europe/Berlin" };
        var filter = (Of() with { From = new DateOnly(2026, 3, 29), To = new DateOnly(2026, 3, 29) }).Filter(viewer);

        // The night the clocks go forward: that day has 23 hours.
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero), filter.From);
        Assert.Equal(TimeSpan.FromHours(23), filter.Before - filter.From);
    }

    [Fact]
    public void A_day_that_has_no_midnight_begins_an_hour_later() =>
        Assert.Equal(new DateTimeOffset(2026, 4, 23, 22, 0, 0, TimeSpan.Zero), new Viewer { TimeZoneId = "Africa/Cairo" }.StartOf(new DateOnly(2026, 4, 24)).ToUniversalTime());

    private static InvoiceView Of() => InvoiceView.Parse(null, null, null, null, null, null);
}
