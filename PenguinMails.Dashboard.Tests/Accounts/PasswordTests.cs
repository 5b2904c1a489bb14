using System.Net;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

public abstract class PasswordTests(DashboardApp app)
{
    private const string Another = "staple battery horse";

    [Fact]
    public async Task A_forgotten_password_is_replaced_through_the_mailed_link_which_works_once()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();
        Assert.Equal("Look into your mail", (await visitor.SubmitAsync("/forgot-password", "forgot-password", ("Input.Email", email))).Heading);
        var link = await app.MailedLinkAsync(email);

        Assert.Equal("/sign-in?done=password", (await visitor.SubmitAsync(link, "reset-password", ("Input.Password", Another))).Path);

        Assert.NotNull((await visitor.SignInAsync(email)).Alert);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(email, Another)).Status);
        using var second = app.NewVisitor();
        Assert.Contains("does not work any more", (await second.SubmitAsync(link, "reset-password", ("Input.Password", "yet another one 1"))).Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_hears_the_same_and_gets_no_mail()
    {
        using var visitor = app.NewVisitor();
        var email = AccountGiven.NewEmail();

        Assert.Equal("Look into your mail", (await visitor.SubmitAsync("/forgot-password", "forgot-password", ("Input.Email", email))).Heading);

        await using var db = app.Databases.ForNobody();
        Assert.False(await db.OutboxMails.AnyAsync(m => m.To == email));
    }

    [Fact]
    public async Task A_mailed_link_opens_a_locked_account()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();
        for (var attempt = 0; attempt < 5; attempt++)
            await visitor.SignInAsync(email, "not the password");
        await visitor.SubmitAsync("/forgot-password", "forgot-password", ("Input.Email", email));

        await visitor.SubmitAsync(await app.MailedLinkAsync(email), "reset-password", ("Input.Password", Another));

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(email, Another)).Status);
    }

    [Fact]
    public async Task A_mangled_link_is_met_with_the_way_to_a_new_one()
    {
        using var visitor = app.NewVisitor();

        var answer = await visitor.GetAsync($"/reset-password?user={Guid.NewGuid()}&code=%20%20");

        Assert.NotNull(answer.Document.QuerySelector("a[href='/forgot-password']"));
    }

    [Fact]
    public async Task Changing_the_password_takes_the_current_one_and_keeps_this_session()
    {
        var (visitor, _, email) = await app.OwnerAsync();
        using var _1 = visitor;

        var wrong = await visitor.SubmitAsync("/account/password", "password", ("Input.Current", "not it at all"), ("Input.Next", Another));
        Assert.Equal("Incorrect password.", wrong.Document.GetElementById("field-current-error")!.TextContent);
        var right = await visitor.SubmitAsync("/account/password", "password", ("Input.Current", AccountGiven.Password), ("Input.Next", Another));

        Assert.Equal("/account/password?done=password", right.Path);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);
        using var elsewhere = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.SignInAsync(email, Another)).Status);
    }

    [Fact]
    public async Task A_new_name_is_the_one_the_session_carries()
    {
        var (visitor, _, _) = await app.OwnerAsync();
        using var _1 = visitor;

        Assert.Equal("/account?done=name", (await visitor.SubmitAsync("/account", "profile", ("Input.Name", "Nora South"))).Path);

        Assert.Equal("Nora South", (await visitor.GetAsync("/account")).Document.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
    }
}

public sealed class PasswordTestsOnSqlite(DashboardApp app) : PasswordTests(app);

public sealed class PasswordTestsOnPostgres(DashboardAppOnPostgres app) : PasswordTests(app.Needed);
