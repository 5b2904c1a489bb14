using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell.ByKeyboard;

/// <summary>Buying, changing and leaving without a mouse.</summary>
[Collection(Browser.Turns)]
public sealed class PlansByKeyboardTests(BillingApp app, Browser browser)
{
    [Fact]
    public async Task A_plan_is_bought()
    {
        var (_, email) = await app.TenantAsync();
        var page = await browser.NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var keys = new Keyboard(page);
        await keys.SignInAsync(app, email);
        await keys.ArriveAsync("Billing");
        await keys.FollowAsync("Plans", exact: true);
        await keys.ArriveAsync("Plans");
        await keys.PushAsync("Choose Professional");

        await keys.FillCardAsync(Payer.Pays);
        await keys.PushAsync("Subscribe");

        await Assertions.Expect(page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
        await keys.FollowAsync("Go to billing");
        await keys.ArriveAsync("Billing");
    }

    [Fact]
    public async Task An_upgrade_is_paid_a_downgrade_scheduled_and_taken_back_and_a_seat_added()
    {
        var (page, keys, given) = await SignedInAsync();
        await keys.FollowAsync("Change plan", exact: true);
        await keys.ArriveAsync("Change plan");
        await keys.FollowAsync("Business");
        await keys.PushAsync("Pay $");
        await Assertions.Expect(page.GetByText("Your subscription is up to date")).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();

        await keys.FollowAsync("Starter");
        await keys.PushAsync("Schedule for");
        await Assertions.Expect(page.GetByText("Nothing was charged")).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();
        await keys.PushAsync("Keep my current plan");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep my current plan" })).ToHaveCountAsync(0);
        await keys.IsSomewhereAsync();

        await keys.FollowAsync("Add one: Extra seat");
        await keys.PushAsync("Pay $");
        await Assertions.Expect(page.GetByText("You have 1")).ToBeVisibleAsync();
        Assert.Equal("business", (await app.SubscriptionOfAsync(given.Tenant))!.PlanId);
    }

    [Fact]
    public async Task Leaving_is_confirmed_and_taken_back()
    {
        var (page, keys, given) = await SignedInAsync();
        await keys.FollowAsync("Cancel subscription");
        await keys.ArriveAsync("Cancel subscription");
        await keys.TickAsync(AriaRole.Radio, "Too expensive");
        await keys.ArrowAsync(AriaRole.Radio, "Not using it");
        await keys.PressAsync("Space");
        await keys.TypeAsync("Tell us more", "We are two people");
        await keys.PushAsync("Cancel on");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your subscription is canceled" })).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();
        Assert.True((await app.SubscriptionOfAsync(given.Tenant))!.CancelAtPeriodEnd);
        await keys.PushAsync("Keep my subscription");
        await Assertions.Expect(page.GetByText("Good to have you")).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();
    }

    private async Task<(IPage Page, Keyboard Keys, Subscribed Given)> SignedInAsync()
    {
        var given = await app.SubscribedAsync();
        var page = await browser.NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var keys = new Keyboard(page);
        await keys.SignInAsync(app, given.Email);
        return (page, keys, given);
    }
}
