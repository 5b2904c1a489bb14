using Microsoft.Playwright;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Somebody without a mouse: goes from one thing to the next by Tab, and sees at each where they are.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int Most = 120;

    // A ring around it, or around what stands for it: MudBlazor draws its own boxes over hidden inputs.
    private const string SeesFocus = """
        () => {
          const here = document.activeElement, box = here.getBoundingClientRect();
          const ringed = one => { const style = getComputedStyle(one); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && style.opacity !== '0'; };
          const framed = here.closest('.mud-input')?.querySelector('.mud-input-outlined-border');
          const around = [here, here.parentElement, here.closest('.mud-checkbox, .mud-radio')].filter(Boolean);
          return box.bottom > 0 && box.top < innerHeight && (around.some(ringed) || (framed && parseFloat(getComputedStyle(framed).borderTopWidth) >= 2));
        }
        """;

    public async Task PressAsync(string key) => await page.Keyboard.PressAsync(key);

    /// <summary>Tab (or Shift+Tab) until the thing of that name has the focus.</summary>
    public async Task GoAsync(AriaRole role, string name, bool exact = false, bool back = false)
    {
        var thing = page.GetByRole(role, new() { Name = name, Exact = exact });
        await thing.First.WaitForAsync();
        var reached = thing.And(page.Locator(":focus"));
        for (var i = 0; i < Most; i++)
        {
            if (await reached.CountAsync() > 0)
            {
                await Eventually.BecomesAsync($"the focus on \"{name}\" is seen", () => page.EvaluateAsync<bool>(SeesFocus), within: TimeSpan.FromSeconds(2));
                return;
            }

            await PressAsync(back ? "Shift+Tab" : "Tab");
            // At the edge of a dialog the server leads back into it; a person sees that before they press the next key.
            await Assertions.Expect(page.Locator(".fixed.pointer-events-none:focus")).ToHaveCountAsync(0);
        }

        Assert.Fail($"\"{name}\" is not reached by Tab.");
    }

    /// <summary>Within a menu or a group of choices: by the arrow, until there.</summary>
    public async Task ArrowAsync(AriaRole role, string name)
    {
        var here = page.GetByRole(role).And(page.Locator(":focus"));
        var reached = page.GetByRole(role, new() { Name = name }).And(page.Locator(":focus"));
        await here.WaitForAsync();
        for (var i = 0; i < 10 && await reached.CountAsync() == 0; i++)
        {
            // The server moves the focus, so each step is awaited.
            await here.EvaluateAsync("one => window.before = one");
            await PressAsync("ArrowDown");
            await Eventually.BecomesAsync("the arrow leads on", () => page.EvaluateAsync<bool>("document.activeElement !== window.before"));
            await here.WaitForAsync();
        }

        await GoAsync(role, name);
    }

    /// <summary>Goes there and presses Enter.</summary>
    public async Task EnterAsync(AriaRole role, string name, bool exact = false, bool back = false)
    {
        await GoAsync(role, name, exact, back);
        await PressAsync("Enter");
    }

    public Task FollowAsync(string link, bool exact = false) => EnterAsync(AriaRole.Link, link, exact);

    public Task PushAsync(string button, bool exact = false, bool back = false) => EnterAsync(AriaRole.Button, button, exact, back);

    /// <summary>Goes to the field and writes over what is in it.</summary>
    public async Task TypeAsync(string field, string text, AriaRole role = AriaRole.Textbox)
    {
        await GoAsync(role, field);
        await PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>In a list of the browser's own: by the first letters.</summary>
    public async Task ChooseAsync(string list, string text)
    {
        await GoAsync(AriaRole.Combobox, list);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes there and presses Space.</summary>
    public async Task TickAsync(AriaRole role, string name)
    {
        await GoAsync(role, name);
        await PressAsync("Space");
    }

    /// <summary>As whoever changes a page's heading hears it: a new page begins at its top.</summary>
    public async Task ArriveAsync(string heading)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeFocusedAsync();
        await page.WaitForLiveAsync();
        await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
    }

    /// <summary>A dialog has opened and has the focus.</summary>
    public async Task IsAskedAsync() => await Assertions.Expect(page.Locator("[role=dialog]:focus-within")).ToHaveCountAsync(1);

    /// <summary>The focus is on something, and not lost in the page.</summary>
    public async Task IsSomewhereAsync() => await Assertions.Expect(page.Locator("main :focus, main:focus, [role=dialog] :focus")).ToHaveCountAsync(1);

    public async Task SignInAsync(DashboardApp app, string email, string password = AccountGiven.Password)
    {
        await page.GotoAsync(new Uri(app.Address, "/sign-in").ToString());
        await TypeAsync("Email", email);
        await GoAsync(AriaRole.Textbox, "Password");
        await page.Keyboard.TypeAsync(password);
        await PushAsync("Sign in", exact: true);
        await page.WaitForLiveAsync();
    }

    /// <summary>At Stripe's form for a card.</summary>
    public async Task FillCardAsync(string number)
    {
        await TypeAsync("Card number", number);
        await TypeAsync("Expiry", "12/30");
        await TypeAsync("CVC", "123");
        await TypeAsync("Name on card", "Pat Payer");
        await ChooseAsync("Country", "United States");
        await TypeAsync("Postal code", "10001");
    }
}
