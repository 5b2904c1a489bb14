using System.Net;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

public abstract class SignInTests(DashboardApp app)
{
    private const string Wrong = "That email and password do not belong together. Check both and try again.";

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();

        Assert.Equal(Wrong, (await visitor.SignInAsync(email, "not the password")).Alert);
        Assert.Equal(Wrong, (await visitor.SignInAsync(AccountGiven.NewEmail())).Alert);
    }

    [Fact]
    public async Task Five_failures_close_the_account_until_the_clock_has_moved_on()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();
        for (var attempt = 1; attempt < 5; attempt++)
            Assert.Equal(Wrong, (await visitor.SignInAsync(email, "not the password")).Alert);

        Assert.Contains("15 more minutes", (await visitor.SignInAsync(email, "not the password")).Alert, StringComparison.Ordinal);
        Assert.Contains("closed", (await visitor.SignInAsync(email)).Alert, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(email)).Status);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/account/two-factor")]
    [InlineData("/account/recovery-codes")]
    [InlineData("/account/passkeys")]
    public async Task Account_pages_need_a_session_and_lead_back_after_sign_in(string page)
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();

        var door = (await visitor.GetAsync(page)).Path!;

        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(page)}", door);
        Assert.Equal(page, (await visitor.SignInAsync(email, path: door)).Path);
    }

    [Fact]
    public async Task Another_site_is_never_led_to()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();

        Assert.Equal("/", (await visitor.SignInAsync(email, path: "/sign-in?returnUrl=https%3A%2F%2Fevil.test")).Path);
        Assert.Equal("/", (await visitor.GetAsync("/sign-in?returnUrl=%2F%2Fevil.test")).Path);
    }

    [Fact]
    public async Task Somebody_signed_in_is_sent_on()
    {
        var (visitor, _, _) = await app.OwnerAsync();
        using var _1 = visitor;

        Assert.Equal("/billing", (await visitor.GetAsync("/sign-in?returnUrl=%2Fbilling")).Path);
        Assert.Equal("/", (await visitor.GetAsync("/sign-up")).Path);
    }

    [Fact]
    public async Task Signing_out_takes_a_token_that_only_our_pages_have()
    {
        var (visitor, _, _) = await app.OwnerAsync();
        using var _1 = visitor;

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/sign-out", [])).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);

        var token = (await visitor.GetAsync("/account")).Document.QuerySelector("form[action='/sign-out'] input[type=hidden]")!;
        var answer = await visitor.PostAsync("/sign-out", [new(token.GetAttribute("name")!, token.GetAttribute("value")!)]);

        Assert.Equal("/sign-in", answer.Path);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task A_form_left_open_over_a_sign_in_elsewhere_is_drawn_anew()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();
        var left = await visitor.GetAsync("/sign-in?returnUrl=%2Fbilling");
        var values = left.Document.QuerySelectorAll("form input[type=hidden][name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        await visitor.SignInAsync(email);

        var answer = await visitor.PostAsync("/sign-in?returnUrl=%2Fbilling", values);

        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in?returnUrl=%2Fbilling&stale=true"), (answer.Status, answer.Path));
        Assert.Equal("/billing", (await visitor.GetAsync(answer.Path!)).Path);
        Assert.Contains("out of date", (await app.NewVisitor().GetAsync(answer.Path!)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_twice_is_no_mistake()
    {
        using var visitor = app.NewVisitor();

        Assert.Equal("/sign-in", (await visitor.PostAsync("/sign-out", [])).Path);
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_for_scripts_and_survives_the_return_from_Stripe()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();
        var page = await visitor.GetAsync("/sign-in");
        var values = page.Document.QuerySelectorAll("form input[type=hidden][name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        values["Input.Email"] = email;
        values["Input.Password"] = AccountGiven.Password;

        using var content = new FormUrlEncodedContent(values);
        using var response = await visitor.Http.PostAsync("/sign-in", content);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("pm_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }
}

public sealed class SignInTestsOnSqlite(DashboardApp app) : SignInTests(app);

public sealed class SignInTestsOnPostgres(DashboardAppOnPostgres app) : SignInTests(app.Needed);
