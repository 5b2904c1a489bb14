namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>
/// Starter ($49.00) to Professional ($149.00) within a period, worked out by hand. What was not used of the old plan comes back, what is
/// left of the new one is paid: each is the price times the seconds left over the seconds of the period, rounded to the cent, halves away from zero.
/// </summary>
public sealed class ProrationTests
{
    [Fact]
    public async Task Half_of_a_month_of_30_days()
    {
        // 1 April to 1 May is 30 days; at the start of 16 April 15 of them are left, a half.
        // 4900 × 1/2 = 2450 back, 14900 × 1/2 = 7450 to pay: 7450 − 2450 = 5000.
        await ExpectAsync("2026-04-01T00:00:00Z", "2026-04-16T00:00:00Z", credit: -2450, debit: 7450, total: 5000);
    }

    [Fact]
    public async Task Ten_days_and_a_quarter_into_a_month_of_31_days()
    {
        // 1 May to 1 June is 31 × 86400 = 2 678 400 s. On 11 May at 06:00, 10.25 days are gone and 20.75 left: 1 792 800 s.
        // 4900 × 1 792 800 / 2 678 400 = 3279.838… → 3280 back; 14900 × the same = 9973.387… → 9973 to pay: 9973 − 3280 = 6693.
        await ExpectAsync("2026-05-01T00:00:00Z", "2026-05-11T06:00:00Z", credit: -3280, debit: 9973, total: 6693);
    }

    [Fact]
    public async Task One_second_can_be_a_cent()
    {
        // 30 × 86400 = 2 592 000 s. On 15 April at 21:33:36, 1 304 784 s are left:
        // 14900 × 1 304 784 / 2 592 000 = 7500.494… → 7500; 4900 × the same = 2466.605… → 2467: 7500 − 2467 = 5033.
        await ExpectAsync("2026-04-01T00:00:00Z", "2026-04-15T21:33:36Z", credit: -2467, debit: 7500, total: 5033);

        // A second earlier, 1 304 785 s: 14900 × 1 304 785 / 2 592 000 = 7500.5002… → 7501; 4900 × the same = 2466.607… → 2467.
        await ExpectAsync("2026-04-01T00:00:00Z", "2026-04-15T21:33:35Z", credit: -2467, debit: 7501, total: 5034);
    }

    [Fact]
    public async Task A_month_that_begins_in_the_middle_of_a_day()
    {
        // 31 January, 10:00, to 28 February, 10:00, is 28 days = 2 419 200 s. On 14 February at 10:00:01, 14 days less a second are left: 1 209 599 s.
        // 4900 × 1 209 599 / 2 419 200 = 2449.997… → 2450 back; 14900 × the same = 7449.993… → 7450 to pay: 5000.
        await ExpectAsync("2026-01-31T10:00:00Z", "2026-02-14T10:00:01Z", credit: -2450, debit: 7450, total: 5000);
    }

    [Fact]
    public async Task What_the_preview_said_is_charged_also_ten_minutes_later()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-05-01T00:00:00Z");
        var professional = await stripe.PriceAsync("Professional", Shop.Professional);
        var subscription = await stripe.SubscribeAsync(Shop.Starter);
        await stripe.AdvanceAsync("2026-05-11T06:00:00Z");
        var date = stripe.Now;
        var preview = await stripe.PreviewSwitchAsync(subscription, professional, prorationDate: date);
        Assert.Equal(Shop.Starter, (await stripe.ReadAsync(subscription)).Items.Data[0].Price.UnitAmount);

        await stripe.AdvanceAsync(TimeSpan.FromMinutes(10));
        var charged = (await stripe.SwitchAsync(subscription, professional, prorationDate: date)).LatestInvoice;
        Assert.Equal((preview.Total, preview.AmountDue, "paid"), (charged.Total, charged.AmountPaid, charged.Status));
        Assert.Equal(preview.Lines.Select(line => (line.Description, line.Amount, line.Period.Start, line.Period.End)),
            charged.Lines.Select(line => (line.Description, line.Amount, line.Period.Start, line.Period.End)));
    }

    [Fact]
    public async Task Without_always_invoice_both_lines_wait_for_the_renewal()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var professional = await stripe.PriceAsync("Professional", Shop.Professional);
        var subscription = await stripe.SubscribeAsync(Shop.Starter);
        await stripe.AdvanceAsync("2026-04-16T00:00:00Z");
        var changed = await stripe.SwitchAsync(subscription, professional, "create_prorations");
        Assert.Equal(subscription.LatestInvoiceId, changed.LatestInvoiceId);

        // 14900 for May, and 7450 − 2450 for the half of April.
        var preview = await stripe.Api.Invoices.CreatePreviewAsync(new() { Subscription = subscription.Id });
        await stripe.AdvanceAsync("2026-05-01T01:00:00Z");
        var renewal = (await stripe.ReadAsync(subscription)).LatestInvoice;
        Assert.Equal((19900, 19900, 19900), (preview.Total, renewal.Total, renewal.AmountPaid));
    }

    [Fact]
    public async Task From_monthly_to_annual_a_year_begins_at_that_moment()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var annual = await stripe.PriceAsync("Professional", Shop.ProfessionalAnnual, "year");
        var subscription = await stripe.SubscribeAsync(Shop.Professional);
        await stripe.AdvanceAsync("2026-04-16T00:00:00Z");
        var preview = await stripe.PreviewSwitchAsync(subscription, annual);

        var changed = await stripe.SwitchAsync(subscription, annual);
        var item = changed.Items.Data[0];
        Assert.Equal((stripe.Now, stripe.Now, LocalStripe.Time("2027-04-16T00:00:00Z")), (changed.BillingCycleAnchor, item.CurrentPeriodStart, item.CurrentPeriodEnd));
        // 143000 for the year, less 14900 × 15/30 = 7450.
        Assert.Equal((135550, 135550, 135550), (preview.Total, changed.LatestInvoice.Total, changed.LatestInvoice.AmountPaid));
    }

    [Fact]
    public async Task From_annual_to_monthly_the_rest_of_the_year_becomes_credit()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-01-01T00:00:00Z");
        var monthly = await stripe.PriceAsync("Starter", Shop.Starter);
        var subscription = await stripe.SubscribeAsync(Shop.StarterAnnual, "year");
        await stripe.AdvanceAsync("2026-03-15T00:00:00Z");

        var changed = await stripe.SwitchAsync(subscription, monthly);
        Assert.Equal((stripe.Now, LocalStripe.Time("2026-04-15T00:00:00Z")), (changed.BillingCycleAnchor, changed.Items.Data[0].CurrentPeriodEnd));
        // 365 − 73 = 292 days are left: 47000 × 292/365 = 37600 back, less 4900 for the month. Nothing is paid out; it pays what comes.
        Assert.Equal((-32700, 0), (changed.LatestInvoice.Total, changed.LatestInvoice.AmountDue));
        Assert.Equal(-32700, (await stripe.Api.Customers.GetAsync(subscription.CustomerId)).Balance);
    }

    private static async Task ExpectAsync(string begins, string changes, long credit, long debit, long total)
    {
        await using var stripe = await LocalStripe.StartAsync(begins);
        var professional = await stripe.PriceAsync("Professional", Shop.Professional);
        var subscription = await stripe.SubscribeAsync(Shop.Starter);
        await stripe.AdvanceAsync(changes);
        var preview = await stripe.PreviewSwitchAsync(subscription, professional, prorationDate: stripe.Now);
        var charged = (await stripe.SwitchAsync(subscription, professional, prorationDate: stripe.Now)).LatestInvoice;

        Assert.Equal([credit, debit], preview.Lines.Select(line => line.Amount));
        Assert.Equal([credit, debit], charged.Lines.Select(line => line.Amount));
        Assert.Equal((total, total, "paid"), (preview.Total, charged.AmountPaid, charged.Status));
    }
}
