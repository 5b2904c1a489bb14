using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.PaymentMethods;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.PaymentMethods;

public abstract class CardChangesTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private CardChanges Changes => app.Services.GetRequiredService<CardChanges>();

    private StripeClient Stripe => new StripeAccount(app.Sandbox).Client;

    [Fact]
    public async Task The_default_is_the_customers_and_the_subscriptions_own()
    {
        var payer = await Subscriber.OfAsync(app);
        var second = await AttachAsync(payer, "pm_card_mastercard");

        Assert.IsType<CardOutcome.Done>(await Changes.MakeDefaultAsync(payer.Owner, second, "press-1", Ct));

        Assert.Equal(second, (await new SubscriptionService(Stripe).GetAsync(payer.SubscriptionId, cancellationToken: Ct)).DefaultPaymentMethodId);
        Assert.Equal(second, (await new CustomerService(Stripe).GetAsync(payer.CustomerId, cancellationToken: Ct)).InvoiceSettings.DefaultPaymentMethodId);
        var wallet = await WalletAsync(payer);
        Assert.Equal(["Mastercard ending in 4444", "Visa ending in 4242"], wallet.Cards.Select(card => card.Card.Name));
        Assert.Equal([true, false], wallet.Cards.Select(card => card.IsDefault));
        Assert.Contains("Default card chosen", await app.TrailOfAsync(payer.TenantId));
    }

    [Fact]
    public async Task A_choice_that_is_changed_back_holds()
    {
        var payer = await Subscriber.OfAsync(app);
        var first = (await WalletAsync(payer)).Cards[0].Method.Id;
        var second = await AttachAsync(payer, "pm_card_mastercard");

        foreach (var (card, press) in new[] { (second, "1"), (first, "2"), (second, "3") })
            await Changes.MakeDefaultAsync(payer.Owner, card, $"{payer.TenantId}:{press}", Ct);

        Assert.Equal(second, (await WalletAsync(payer)).Cards[0].Method.Id);
    }

    [Fact]
    public async Task The_card_that_pays_a_running_subscription_stays()
    {
        var payer = await Subscriber.OfAsync(app);
        var first = (await WalletAsync(payer)).Cards[0].Method.Id;

        Assert.Equal(CardRemoval.OnlyOne, Assert.IsType<CardOutcome.Needed>(await Changes.RemoveAsync(payer.Owner, first, Ct)).Why);
        var second = await AttachAsync(payer, "pm_card_mastercard");
        Assert.Equal(CardRemoval.Paying, Assert.IsType<CardOutcome.Needed>(await Changes.RemoveAsync(payer.Owner, first, Ct)).Why);
        Assert.IsType<CardOutcome.Done>(await Changes.RemoveAsync(payer.Owner, second, Ct));

        Assert.Equal(first, Assert.Single((await WalletAsync(payer)).Cards).Method.Id);
        Assert.Null((await new PaymentMethodService(Stripe).GetAsync(second, cancellationToken: Ct)).CustomerId);
    }

    [Fact]
    public async Task Two_tabs_cannot_take_off_the_last_two_cards()
    {
        var payer = await Subscriber.OfAsync(app);
        var cards = new[] { (await WalletAsync(payer)).Cards[0].Method.Id, await AttachAsync(payer, "pm_card_mastercard") };

        var outcomes = await Task.WhenAll(cards.Select(card => Changes.RemoveAsync(payer.Owner, card, Ct)));

        Assert.Single(outcomes.OfType<CardOutcome.Done>());
        Assert.Single((await WalletAsync(payer)).Cards);
    }

    [Fact]
    public async Task Another_tenants_card_is_unknown_and_a_member_may_nothing()
    {
        var (payer, other) = (await Subscriber.OfAsync(app), await Subscriber.OfAsync(app));
        var theirs = (await WalletAsync(other)).Cards[0].Method.Id;

        Assert.IsType<CardOutcome.Unknown>(await Changes.RemoveAsync(payer.Owner, theirs, Ct));
        Assert.IsType<CardOutcome.Unknown>(await Changes.MakeDefaultAsync(payer.Owner, theirs, "x", Ct));
        Assert.IsType<CardOutcome.NotAllowed>(await Changes.RemoveAsync(payer.Member, (await WalletAsync(payer)).Cards[0].Method.Id, Ct));
        Assert.Empty((await app.Services.GetRequiredService<Wallets>().ReadAsync(payer.Member, Ct)).Cards);
        Assert.Single((await WalletAsync(other)).Cards);
    }

    [Fact]
    public async Task A_saved_card_pays_from_then_on_if_that_was_meant()
    {
        var payer = await Subscriber.OfAsync(app);
        var session = await SaveCardAsync(payer, makeDefault: true);
        var added = app.Services.GetRequiredService<AddedCard>();

        var saved = Assert.IsType<AddedCardOutcome.Saved>(await added.ConfirmAsync(payer.Owner, session, Ct));

        Assert.Equal(("Mastercard ending in 4444", true), (saved.Card!.Name, saved.IsDefault));
        var wallet = await WalletAsync(payer);
        Assert.Equal((2, "Mastercard ending in 4444"), (wallet.Cards.Count, wallet.Cards[0].Card.Name));

        // The way back opened again later changes nothing of what was chosen since.
        await Changes.MakeDefaultAsync(payer.Owner, wallet.Cards[1].Method.Id, $"{payer.TenantId}:back", Ct);
        await added.ConfirmAsync(payer.Owner, session, Ct);
        Assert.Equal("Visa ending in 4242", (await WalletAsync(payer)).Cards[0].Card.Name);
        Assert.Single(await app.TrailOfAsync(payer.TenantId), "Card added");
    }

    [Fact]
    public async Task A_card_can_be_added_without_paying_with_it_and_a_closed_tab_loses_nothing()
    {
        var payer = await Subscriber.OfAsync(app);
        await SaveCardAsync(payer, makeDefault: false);

        await app.Services.GetRequiredService<AddedCard>().FinishAsync(payer.Owner, Ct);

        Assert.Equal(["Visa ending in 4242", "Mastercard ending in 4444"], (await WalletAsync(payer)).Cards.Select(card => card.Card.Name));
        await using var db = app.Databases.ForTenant(payer.TenantId);
        Assert.NotNull((await db.CardSetups.SingleAsync(Ct)).FinishedAt);
    }

    [Fact]
    public async Task A_way_back_without_a_card_or_from_elsewhere_saves_nothing()
    {
        var (payer, other) = (await Subscriber.OfAsync(app), await Subscriber.OfAsync(app));
        var added = app.Services.GetRequiredService<AddedCard>();
        var session = (await StartAsync(payer, makeDefault: true)).Segments[^1];

        Assert.IsType<AddedCardOutcome.NotSaved>(await added.ConfirmAsync(payer.Owner, session, Ct));
        Assert.IsType<AddedCardOutcome.Unknown>(await added.ConfirmAsync(other.Owner, session, Ct));
        Assert.IsType<AddedCardOutcome.Unknown>(await added.ConfirmAsync(payer.Owner, "cs_nothing", Ct));
        Assert.IsType<AddCardOutcome.NotAllowed>(await app.Services.GetRequiredService<AddCard>().StartAsync(payer.Member, Wish(true), Ct));
    }

    private Task<Wallet> WalletAsync(Subscriber payer) => app.Services.GetRequiredService<Wallets>().ReadAsync(payer.Owner, Ct);

    private async Task<string> AttachAsync(Subscriber payer, string card)
    {
        var method = await new PaymentMethodService(Stripe).AttachAsync(card, new PaymentMethodAttachOptions { Customer = payer.CustomerId }, cancellationToken: Ct);
        await Eventually.BecomesAsync("the card is mirrored", async () => (await WalletAsync(payer)).Cards.Any(line => line.Method.Id == method.Id));
        return method.Id;
    }

    private async Task<string> SaveCardAsync(Subscriber payer, bool makeDefault)
    {
        var page = await StartAsync(payer, makeDefault);
        await Payer.SaveAsync(page, "5555 5555 5555 4444");
        return page.Segments[^1];
    }

    private async Task<Uri> StartAsync(Subscriber payer, bool makeDefault) => Assert.IsType<AddCardOutcome.Redirect>(
        await app.Services.GetRequiredService<AddCard>().StartAsync(payer.Owner, Wish(makeDefault), Ct)).Url;

    private static AddCardWish Wish(bool makeDefault) => new(makeDefault, "http://localhost/payment-methods/added?session_id={CHECKOUT_SESSION_ID}", "http://localhost/payment-methods");
}

public sealed class CardChangesTestsOnSqlite(BillingApp app) : CardChangesTests(app);

public sealed class CardChangesTestsOnPostgres(BillingAppOnPostgres app) : CardChangesTests(app.Needed);
