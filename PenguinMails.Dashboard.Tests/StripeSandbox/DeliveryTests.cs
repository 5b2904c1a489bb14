using System.Text.Json.Nodes;
using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>Webhooks as they go in life, and as badly as they can go.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private const string Secret = "whsec_first";

    private LocalStripe _stripe = null!;
    private Mailbox _mailbox = null!;
    private Customer _customer = null!;
    private int _touched;

    public async ValueTask InitializeAsync()
    {
        (_stripe, _mailbox) = (await LocalStripe.StartAsync(), await Mailbox.OpenAsync());
        _stripe.Host.SetWebhookEndpoint(_mailbox.Address, Secret);
        _customer = await _stripe.Api.Customers.CreateAsync(new() { Email = "ada@example.com" });
        await _mailbox.ReceivedAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _stripe.DisposeAsync();
        await _mailbox.DisposeAsync();
    }

    [Fact]
    public async Task An_event_comes_once_signed_as_stripe_signs()
    {
        await TouchAsync();
        await SettleAsync();
        var letter = (await _mailbox.ReceivedAsync(2))[1];
        Assert.Equal("customer.updated", letter.Event.Type);
        Assert.True(letter.IsSignedWith(Secret));
        Assert.False(letter.IsSignedWith("whsec_other"));
        Assert.Equal(0, (await LatestAsync()).PendingWebhooks);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_sign()
    {
        _stripe.Host.SetWebhookEndpoint(_mailbox.Address, "whsec_second");
        await TouchAsync();
        var letter = (await _mailbox.ReceivedAsync(2))[1];
        Assert.Equal((2, true, true), (letter.Signatures, letter.IsSignedWith(Secret), letter.IsSignedWith("whsec_second")));

        // The old one is good for a day.
        await _stripe.AdvanceAsync(TimeSpan.FromHours(24));
        await TouchAsync();
        letter = (await _mailbox.ReceivedAsync(3))[2];
        Assert.Equal((1, false, true), (letter.Signatures, letter.IsSignedWith(Secret), letter.IsSignedWith("whsec_second")));
    }

    [Fact]
    public async Task Duplicated_it_comes_twice_the_same()
    {
        await TroubleAsync("duplicate");
        var letters = await _mailbox.ReceivedAsync(3);
        Assert.Equal(letters[1], letters[2]);
    }

    [Fact]
    public async Task Reordered_the_later_one_comes_first()
    {
        // Deliveries go out side by side, so now and then it is the later one that is held back: then once more.
        var overtaken = false;
        for (var received = 1; !overtaken && received < 11; received += 2)
        {
            await _stripe.FaultAsync(new { deliveries = "reorder" });
            await TouchAsync();
            await TouchAsync();
            await SettleAsync();
            var letters = await _mailbox.ReceivedAsync(received + 2);
            overtaken = letters[received].Body.Contains($"\"description\": \"{_touched}\"", StringComparison.Ordinal);
        }

        Assert.True(overtaken);
    }

    [Fact]
    public async Task Delayed_it_comes_all_the_same()
    {
        await TroubleAsync("delay");
        await _mailbox.ReceivedAsync(2);
    }

    [Fact]
    public async Task Dropped_it_never_comes_though_stripe_thinks_it_did()
    {
        await TroubleAsync("drop");
        await _mailbox.ReceivedAsync(1);
        Assert.Equal(0, (await LatestAsync()).PendingWebhooks);
    }

    [Fact]
    public async Task Tampered_its_signature_does_not_fit_and_the_true_one_follows()
    {
        await TroubleAsync("tamper");
        var letters = await _mailbox.ReceivedAsync(3);
        Assert.Equal([false, true], letters.Skip(1).Select(letter => letter.IsSignedWith(Secret)));
    }

    [Fact]
    public async Task Replayed_an_old_one_comes_again_with_its_old_time()
    {
        await _stripe.AdvanceAsync(TimeSpan.FromHours(1));
        await TroubleAsync("replay");
        var letters = await _mailbox.ReceivedAsync(3);
        Assert.Equal(letters[0], letters[1]);
        Assert.NotEqual(letters[0].Id, letters[2].Id);
    }

    [Fact]
    public async Task Rendered_for_2023_10_16_a_subscription_has_its_period_itself()
    {
        var price = await _stripe.PriceAsync("Starter", Shop.Starter);
        await _stripe.FaultAsync(new { render = "2023-10-16" });
        await _stripe.SubscribeAsync(await _stripe.CustomerAsync(), price);
        await SettleAsync();
        var bodies = _mailbox.Letters.Select(letter => JsonNode.Parse(letter.Body)!).Where(body => (string?)body["api_version"] == "2023-10-16").ToList();

        var subscription = bodies.Single(body => (string?)body["type"] == "customer.subscription.created")["data"]!["object"]!;
        Assert.Equal(new DateTimeOffset(LocalStripe.Time("2026-04-01T12:00:00Z")).ToUnixTimeSeconds(), (long?)subscription["current_period_end"]);
        var invoice = bodies.Single(body => (string?)body["type"] == "invoice.paid")["data"]!["object"]!;
        Assert.Equal((true, (string?)subscription["id"]), ((bool?)invoice["paid"], (string?)invoice["subscription"]));
        Assert.StartsWith("pi_", (string?)invoice["payment_intent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_it_is_tried_again_for_three_days()
    {
        _mailbox.Status = 500;
        await TouchAsync();
        await SettleAsync();
        await _mailbox.ReceivedAsync(2);
        await _stripe.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.InRange(_mailbox.Letters.Count, 3, 5);
        await _stripe.AdvanceAsync(TimeSpan.FromDays(3));
        var tries = _mailbox.Letters.Count;
        Assert.InRange(tries, 10, 20);
        Assert.Single(_mailbox.Letters.Skip(1).Select(letter => letter.Id).Distinct());
        Assert.Equal(1, (await LatestAsync()).PendingWebhooks);
        await _stripe.AdvanceAsync(TimeSpan.FromDays(1));
        await _mailbox.ReceivedAsync(tries);
    }

    [Fact]
    public async Task Tried_again_it_is_taken_and_then_done_with()
    {
        _mailbox.Status = 500;
        await TouchAsync();
        await SettleAsync();
        _mailbox.Status = 200;
        await _stripe.AdvanceAsync(TimeSpan.FromMinutes(1));
        var letters = await _mailbox.ReceivedAsync(3);
        Assert.Equal(letters[1].Id, letters[2].Id);
        Assert.True(letters[2].IsSignedWith(Secret));
        Assert.Equal(0, (await LatestAsync()).PendingWebhooks);
    }

    [Fact]
    public async Task After_long_failure_the_endpoint_is_disabled()
    {
        _mailbox.Status = 500;
        for (var day = 0; day < 6; day++)
        {
            await TouchAsync();
            await _stripe.AdvanceAsync(TimeSpan.FromDays(1));
        }
        Assert.Equal("disabled", Assert.Single((await _stripe.Api.WebhookEndpoints.ListAsync()).Data).Status);
        var tries = _mailbox.Letters.Count;
        _mailbox.Status = 200;
        await TouchAsync();
        await _stripe.AdvanceAsync(TimeSpan.FromDays(1));
        await _mailbox.ReceivedAsync(tries);
    }

    private async Task TroubleAsync(string kind)
    {
        await _stripe.FaultAsync(new { deliveries = kind });
        await TouchAsync();
        await SettleAsync();
    }

    private Task<Customer> TouchAsync() => _stripe.Api.Customers.UpdateAsync(_customer.Id, new() { Description = $"{++_touched}" });

    /// <summary>Moving the clock by nothing returns when all that is due was delivered.</summary>
    private Task SettleAsync() => _stripe.AdvanceAsync(TimeSpan.Zero);

    private async Task<Event> LatestAsync() => (await _stripe.Api.Events.ListAsync(new() { Limit = 1 })).Data[0];
}
