using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Webhooks;

/// <summary>
/// A random history at Stripe, and deliveries of it in any order, any number of times, some never: after each step the mirror is
/// what Stripe holds, and each transition stands in the trail once.
/// </summary>
public sealed class AnyDeliveryTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly Gen<(int Seed, Step[] Steps)> Histories = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Enum<Step>().Array[3, 8]);

    // An application of its own: its sandbox delivers nothing by itself.
    private readonly BillingApp _app = new();
    private readonly HttpClient _http = new();
    private StripeAccount _stripe = default!;

    /// <summary>What an owner, a customer or time may do to a subscription.</summary>
    public enum Step
    {
        ChangePlan,
        ScheduleCancellation,
        UndoCancellation,
        ReplaceCard,
        Refund,
        CancelNow,
    }

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        _stripe = new StripeAccount(_app.Sandbox);
        await _stripe.FaultAsync("""{"deliveries":"pause"}""");
    }

    [Fact]
    public async Task Whatever_is_delivered_the_mirror_is_stripe_and_each_transition_is_told_once() =>
        await Histories.SampleAsync(async history => await LiveAsync(history.Seed, history.Steps), iter: 12, threads: 1);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task LiveAsync(int seed, Step[] steps)
    {
        var random = new Random(seed);
        var (tenant, _) = await _app.TenantAsync();
        var customer = (await _app.Services.GetRequiredService<BillingCustomers>().GetOrCreateAsync(tenant, Ct)).StripeCustomerId;
        var subscription = await SubscribeAsync(customer);
        var expected = new List<string> { "Subscription started" };
        await DeliverSomeAsync(customer, random);
        await SameAsStripeAsync(tenant, customer);
        foreach (var step in steps)
        {
            if (await DoAsync(step, customer, subscription) is { } told)
                expected.Add(told);
            await DeliverSomeAsync(customer, random);
            await SameAsStripeAsync(tenant, customer);
        }

        var trail = (await _app.TrailOfAsync(tenant)).Where(action => action is not ("Workspace created" or "Stripe customer created"));
        Assert.Equal(expected, trail);
        await using var db = _app.Databases.ForPlatform();
        var mails = await db.OutboxMails.CountAsync(mail => mail.TenantId == tenant, Ct);
        Assert.Equal(expected.Count(action => action is "Subscription started" or "Subscription ended"), mails);
    }

    private async Task<string> SubscribeAsync(string customer)
    {
        var card = await _stripe.AttachAsync(customer, "pm_card_visa");
        var created = await new SubscriptionService(_stripe.Client).CreateAsync(
            new SubscriptionCreateOptions
            {
                Customer = customer,
                DefaultPaymentMethod = card,
                Items = [new SubscriptionItemOptions { Price = await _stripe.PriceAsync("professional_monthly") }],
            },
            cancellationToken: Ct);
        return created.Id;
    }

    /// <returns>What the trail must say of it; null where it changes nothing that the trail tells.</returns>
    private async Task<string?> DoAsync(Step step, string customer, string id)
    {
        var subscriptions = new SubscriptionService(_stripe.Client);
        var now = await subscriptions.GetAsync(id, cancellationToken: Ct);
        if (now.Status == "canceled")
            return null;
        switch (step)
        {
            case Step.ChangePlan:
                var other = await _stripe.PriceAsync("business_monthly") is var business && now.Items.Single().Price.Id == business ? await _stripe.PriceAsync("professional_monthly") : business;
                await subscriptions.UpdateAsync(id, new() { Items = [new() { Id = now.Items.Single().Id, Price = other }] }, cancellationToken: Ct);
                return "Plan changed";
            case Step.ScheduleCancellation when !now.CancelAtPeriodEnd:
                await subscriptions.UpdateAsync(id, new() { CancelAtPeriodEnd = true }, cancellationToken: Ct);
                return "Cancellation scheduled";
            case Step.UndoCancellation when now.CancelAtPeriodEnd:
                await subscriptions.UpdateAsync(id, new() { CancelAtPeriodEnd = false }, cancellationToken: Ct);
                return "Cancellation undone";
            case Step.ReplaceCard:
                var card = await _stripe.AttachAsync(customer, "pm_card_mastercard");
                var before = now.DefaultPaymentMethodId;
                await subscriptions.UpdateAsync(id, new() { DefaultPaymentMethod = card }, cancellationToken: Ct);
                return (await new PaymentMethodService(_stripe.Client).GetAsync(before, cancellationToken: Ct)).Card.Last4 == "4444" ? null : "Payment method changed";
            case Step.Refund:
                var paid = (await new PaymentIntentService(_stripe.Client).ListAsync(new() { Customer = customer }, cancellationToken: Ct)).First();
                await new RefundService(_stripe.Client).CreateAsync(new() { PaymentIntent = paid.Id, Amount = 100 }, cancellationToken: Ct);
                return null;
            case Step.CancelNow:
                await subscriptions.CancelAsync(id, cancellationToken: Ct);
                return "Subscription ended";
            default:
                return null;
        }
    }

    // Old and new, in any order, several at once, some twice, some never; at least one, since something must tell of the change.
    private async Task DeliverSomeAsync(string customer, Random random)
    {
        var events = await _stripe.EventsAsync(customer);
        var newest = events.Where(one => EventKindsTell(one.Body)).Last();
        var deliveries = events.Where(_ => random.Next(3) > 0).SelectMany(one => Enumerable.Repeat(one.Body, random.Next(1, 3))).Append(newest.Body).ToArray();
        random.Shuffle(deliveries);
        await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (body, ct) =>
        {
            using var content = SignedEvent.Of(body, _app.Sandbox.Clock.GetUtcNow());
            (await _http.PostAsync(new Uri(_app.Address, "/webhooks/stripe"), content, ct)).EnsureSuccessStatusCode();
        });
        await Eventually.BecomesAsync("the inbox is worked off", async () =>
        {
            await using var db = _app.Databases.ForNobody();
            return !await db.WebhookEvents.AnyAsync(row => row.ProcessedAt == null, Ct);
        });
    }

    private static bool EventKindsTell(string body) => Dashboard.Webhooks.EventEnvelope.Read(body) is { CustomerId: not null } envelope
        && Dashboard.Webhooks.EventKinds.Concerns(envelope.Type);

    private async Task SameAsStripeAsync(Guid tenant, string customer)
    {
        var theirs = (await _app.Services.GetRequiredService<Snapshots>().SubscriptionsAsync(customer, Ct)).Single();
        var ours = (await _app.SubscriptionOfAsync(tenant))!;
        Assert.Equal(
            (theirs.Id, theirs.Status, theirs.PriceId, theirs.Amount.Minor, theirs.PeriodEnd, theirs.CancelAtPeriodEnd, theirs.Card?.LastFour),
            (ours.StripeSubscriptionId, ours.Status, ours.StripePriceId, ours.Amount, ours.CurrentPeriodEnd, ours.CancelAtPeriodEnd, ours.Card?.LastFour));
    }
}
