using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.ChangePlan;
using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.ChangePlan;

public abstract class PlanChangesTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly ChangeWish Business = new("business", BillingCycle.Monthly);
    private static readonly ChangeWish Starter = new("starter", BillingCycle.Monthly);

    private PlanChanges Changes => app.Services.GetRequiredService<PlanChanges>();

    [Fact]
    public async Task An_upgrade_charges_exactly_what_was_shown_and_takes_effect_at_once()
    {
        var given = await app.SubscribedAsync();
        var quote = await QuoteAsync(given.Owner, Business);

        Assert.IsType<ChangeOutcome.Changed>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct));

        var invoice = await given.LatestInvoiceAsync();
        Assert.Equal((quote.DueNow, "paid"), (invoice.AmountPaid, invoice.Status));
        Assert.InRange(quote.DueNow, 24_990, 25_000);
        Assert.Equal((ChangeTiming.AtOnce, 39_900), (quote.Timing, quote.NextAmount));
        Assert.Equal(quote.DueNow, quote.Lines.Sum(line => line.Amount) + quote.Tax);
        Assert.Equal("business", (await app.SubscriptionOfAsync(given.Tenant))!.PlanId);
        Assert.Contains("Change of plan confirmed", await app.TrailOfAsync(given.Tenant));
        Assert.Contains("Plan changed", await app.TrailOfAsync(given.Tenant));
    }

    [Fact]
    public async Task A_quote_confirmed_five_times_at_once_is_one_change_and_one_charge()
    {
        var given = await app.SubscribedAsync();
        var quote = await QuoteAsync(given.Owner, Business);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Changes.ConfirmAsync(given.Owner, quote.Id, Ct)));

        Assert.All(outcomes, outcome => Assert.IsType<ChangeOutcome.Changed>(outcome));
        await using var db = app.Databases.ForTenant(given.Tenant);
        Assert.Equal(2, await db.Payments.CountAsync(Ct));
    }

    [Fact]
    public async Task An_expired_quote_charges_nothing_and_brings_a_new_one()
    {
        var given = await app.SubscribedAsync();
        var quote = await QuoteAsync(given.Owner, Business);
        await using (var db = app.Databases.ForTenant(given.Tenant))
            await db.PlanQuotes.ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, row => row.CreatedAt), Ct);

        var again = Assert.IsType<ChangeOutcome.QuoteChanged>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct)).Quote;

        Assert.NotEqual(quote.Id, again.Id);
        Assert.Equal("professional", (await app.SubscriptionOfAsync(given.Tenant))!.PlanId);
        Assert.IsType<ChangeOutcome.Changed>(await Changes.ConfirmAsync(given.Owner, again.Id, Ct));
    }

    [Fact]
    public async Task Whoever_was_shown_another_amount_is_asked_again()
    {
        var given = await app.SubscribedAsync();
        var quote = await QuoteAsync(given.Owner, Business);
        await new Stripe.CustomerBalanceTransactionService(given.Stripe.Client).CreateAsync(
            given.Customer, new Stripe.CustomerBalanceTransactionCreateOptions { Amount = -50_00, Currency = "usd" }, cancellationToken: Ct);

        var again = Assert.IsType<ChangeOutcome.QuoteChanged>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct)).Quote;

        Assert.InRange(quote.DueNow - again.DueNow, 49_98, 50_02);
        Assert.Equal(50_00, again.FromBalance);
        Assert.Equal("professional", (await app.SubscriptionOfAsync(given.Tenant))!.PlanId);
    }

    [Fact]
    public async Task A_declined_card_leaves_the_plan_as_it_was_and_nothing_to_pay()
    {
        var given = await app.SubscribedAsync(card: "pm_card_chargeCustomerFail");
        var quote = await QuoteAsync(given.Owner, Business);

        Assert.IsType<ChangeOutcome.Declined>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct));

        Assert.Equal(("professional", "active"), ((await app.SubscriptionOfAsync(given.Tenant))!.PlanId, (await app.SubscriptionOfAsync(given.Tenant))!.Status));
        Assert.Equal(["professional_monthly x1"], await given.ItemsAsync());
        await using var db = app.Databases.ForTenant(given.Tenant);
        Assert.Empty(await db.Invoices.Where(invoice => invoice.Status == "open").ToListAsync(Ct));
        Assert.IsType<ChangeOutcome.QuoteChanged>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct));
    }

    [Fact]
    public async Task A_bank_that_asks_for_confirmation_gets_it_on_Stripes_page_and_until_then_nothing_changes()
    {
        var given = await app.SubscribedAsync(card: "pm_card_threeDSecure2Required");
        var quote = await QuoteAsync(given.Owner, Business);

        var confirm = Assert.IsType<ChangeOutcome.NeedsConfirmation>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct));

        Assert.StartsWith("http", confirm.Page.Scheme, StringComparison.Ordinal);
        Assert.Equal("professional", (await app.SubscriptionOfAsync(given.Tenant))!.PlanId);
    }

    [Fact]
    public async Task A_downgrade_is_scheduled_free_and_can_be_taken_back()
    {
        var given = await app.SubscribedAsync();
        var quote = await QuoteAsync(given.Owner, Starter);
        var before = (await app.SubscriptionOfAsync(given.Tenant))!;

        var scheduled = Assert.IsType<ChangeOutcome.Scheduled>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct));

        Assert.Equal((0, 4_900, before.CurrentPeriodEnd), (quote.DueNow, quote.NextAmount, scheduled.At));
        var row = (await app.SubscriptionOfAsync(given.Tenant))!;
        Assert.Equal(("professional", "starter", BillingCycle.Monthly, before.CurrentPeriodEnd), (row.PlanId, row.ScheduledPlanId, row.ScheduledCycle, row.ScheduledAt));
        Assert.Equal(4_900, row.NextAmount);
        Assert.IsType<ChangeOutcome.NothingToChange>(await Changes.QuoteAsync(given.Owner, Starter, Ct));

        Assert.IsType<ChangeOutcome.Changed>(await Changes.KeepAsync(given.Owner, Ct));
        row = (await app.SubscriptionOfAsync(given.Tenant))!;
        Assert.Equal((null, null, 14_900), (row.ScheduledPlanId, row.ScheduledAt, row.NextAmount));
        Assert.Equal(["Change of plan scheduled", "Scheduled change dropped"], (await app.TrailOfAsync(given.Tenant)).Where(entry => entry is "Change of plan scheduled" or "Scheduled change dropped"));
    }

    [Fact]
    public async Task A_scheduled_change_is_confirmed_by_mail()
    {
        var given = await app.SubscribedAsync();
        var quote = await QuoteAsync(given.Owner, Starter);

        await Changes.ConfirmAsync(given.Owner, quote.Id, Ct);

        await using var db = app.Databases.ForTenant(given.Tenant);
        var mail = await db.OutboxMails.SingleAsync(mail => mail.TenantId == given.Tenant && mail.Kind == "Plan change scheduled", Ct);
        Assert.StartsWith("Your plan changes to Starter on ", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_upgrade_leaves_a_scheduled_downgrade_in_place()
    {
        var given = await app.SubscribedAsync(card: "pm_card_chargeCustomerFail");
        await Changes.ConfirmAsync(given.Owner, (await QuoteAsync(given.Owner, Starter)).Id, Ct);

        Assert.IsType<ChangeOutcome.Declined>(await Changes.ConfirmAsync(given.Owner, (await QuoteAsync(given.Owner, Business)).Id, Ct));

        var row = (await app.SubscriptionOfAsync(given.Tenant))!;
        Assert.Equal(("professional", "starter", row.CurrentPeriodEnd), (row.PlanId, row.ScheduledPlanId, row.ScheduledAt!.Value));
    }

    [Fact]
    public async Task A_downgrade_is_refused_with_what_to_remove()
    {
        var given = await app.SubscribedAsync();
        await app.UsesAsync(given.Tenant, seats: 4, workspaces: 3, domains: 6);

        var exceeds = Assert.IsType<ChangeOutcome.ExceedsLimits>(await Changes.QuoteAsync(given.Owner, Starter, Ct));

        Assert.Equal(["2 seats", "1 domain"], exceeds.Excesses.Select(excess => excess.Much));
    }

    [Fact]
    public async Task Monthly_to_annual_is_at_once_with_credit_and_back_is_at_the_end()
    {
        var given = await app.SubscribedAsync();
        var quote = await QuoteAsync(given.Owner, new ChangeWish("professional", BillingCycle.Annual));

        Assert.IsType<ChangeOutcome.Changed>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct));

        Assert.InRange(quote.DueNow, 143_000 - 14_900, 143_000 - 14_880);
        Assert.Equal(quote.DueNow, (await given.LatestInvoiceAsync()).AmountPaid);
        var row = (await app.SubscriptionOfAsync(given.Tenant))!;
        Assert.Equal(BillingCycle.Annual, row.BillingCycle);
        Assert.InRange((row.CurrentPeriodEnd - quote.NextAt).TotalMinutes, -5, 5);

        var back = await QuoteAsync(given.Owner, new ChangeWish("professional", BillingCycle.Monthly));
        Assert.Equal((ChangeTiming.AtPeriodEnd, 0, 14_900), (back.Timing, back.DueNow, back.NextAmount));
        Assert.IsType<ChangeOutcome.Scheduled>(await Changes.ConfirmAsync(given.Owner, back.Id, Ct));
    }

    [Fact]
    public async Task In_a_trial_the_plan_changes_at_once_without_a_charge()
    {
        var given = await app.SubscribedAsync("starter_monthly", trialDays: 14);
        var quote = await QuoteAsync(given.Owner, Business);

        Assert.IsType<ChangeOutcome.Changed>(await Changes.ConfirmAsync(given.Owner, quote.Id, Ct));

        var row = (await app.SubscriptionOfAsync(given.Tenant))!;
        Assert.Equal((ChangeTiming.InTrial, 0, "business", "trialing"), (quote.Timing, quote.DueNow, row.PlanId, row.Status));
    }

    [Fact]
    public async Task Add_ons_come_and_go_as_items_of_their_own()
    {
        var given = await app.SubscribedAsync();
        var more = await QuoteAsync(given.Owner, new ChangeWish("professional", BillingCycle.Monthly, AddOn.Seat, 2));
        Assert.InRange(more.DueNow, 29_98, 30_00);
        Assert.IsType<ChangeOutcome.Changed>(await Changes.ConfirmAsync(given.Owner, more.Id, Ct));
        Assert.Equal(["addon_seat_monthly x2", "professional_monthly x1"], await given.ItemsAsync());
        Assert.Equal("professional", (await app.SubscriptionOfAsync(given.Tenant))!.PlanId);

        var less = await QuoteAsync(given.Owner, new ChangeWish("professional", BillingCycle.Monthly, AddOn.Seat, 0));
        Assert.Equal((ChangeTiming.AtOnceWithCredit, 0), (less.Timing, less.DueNow));
        Assert.IsType<ChangeOutcome.Changed>(await Changes.ConfirmAsync(given.Owner, less.Id, Ct));
        Assert.Equal(["professional_monthly x1"], await given.ItemsAsync());
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_name()
    {
        var given = await app.SubscribedAsync("business_monthly");
        var (newcomer, _) = await app.TenantAsync();

        Assert.IsType<ChangeOutcome.NothingToChange>(await Changes.QuoteAsync(given.Owner, Business, Ct));
        Assert.IsType<ChangeOutcome.ContactSales>(await Changes.QuoteAsync(given.Owner, Business with { PlanId = "enterprise" }, Ct));
        Assert.IsType<ChangeOutcome.NotForSale>(await Changes.QuoteAsync(given.Owner, Business with { PlanId = "platinum" }, Ct));
        Assert.IsType<ChangeOutcome.NotForSale>(await Changes.QuoteAsync(given.Owner, Business with { AddOnId = AddOn.Workspace, Quantity = 1 }, Ct));
        Assert.IsType<ChangeOutcome.NotAllowed>(await Changes.QuoteAsync(CallerGiven.Of(given.Tenant, Role.Member), Starter, Ct));
        Assert.IsType<ChangeOutcome.NotNow>(await Changes.QuoteAsync(CallerGiven.Of(newcomer, Role.Owner), Starter, Ct));
    }

    [Fact]
    public async Task Another_tenants_quote_is_unknown()
    {
        var (given, stranger) = (await app.SubscribedAsync(), await app.SubscribedAsync());
        var quote = await QuoteAsync(given.Owner, Business);

        Assert.IsType<ChangeOutcome.UnknownQuote>(await Changes.ConfirmAsync(stranger.Owner, quote.Id, Ct));
    }

    private async Task<PlanQuote> QuoteAsync(Caller caller, ChangeWish wish) =>
        Assert.IsType<ChangeOutcome.Quoted>(await Changes.QuoteAsync(caller, wish, Ct)).Quote;
}

public sealed class PlanChangesTestsOnSqlite(BillingApp app) : PlanChangesTests(app);

public sealed class PlanChangesTestsOnPostgres(BillingAppOnPostgres app) : PlanChangesTests(app.Needed);
