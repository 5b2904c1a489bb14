using System.Net;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

public abstract class SignUpTests(DashboardApp app)
{
    [Fact]
    public async Task A_newcomer_becomes_the_owner_of_a_new_tenant_and_is_signed_in()
    {
        using var visitor = app.NewVisitor();
        var email = AccountGiven.NewEmail();

        var answer = await SignUpAsync(visitor, email);

        Assert.Equal("/plans", answer.Path);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);
        await using var db = app.Databases.ForPlatform();
        var owner = await db.Users.SingleAsync(u => u.Email == email);
        Assert.Equal(Role.Owner, owner.Role);
        Assert.Equal("Fabrikam", (await db.Tenants.SingleAsync(t => t.Id == owner.TenantId)).Name);
        var entry = Assert.Single(await db.AuditEntries.Where(e => e.TenantId == owner.TenantId).ToListAsync());
        Assert.Equal(("Frida Fabri", "Workspace created"), (entry.Actor, entry.Action));
    }

    [Fact]
    public async Task A_form_with_text_that_no_database_keeps_is_shown_again_and_makes_nothing()
    {
        using var visitor = app.NewVisitor();
        var email = AccountGiven.NewEmail();

        Assert.Equal("/sign-up?stale=true", (await SignUpAsync(visitor, email, company: "Fabri\0kam")).Path);

        await using var db = app.Databases.ForPlatform();
        Assert.False(await db.Users.AnyAsync(user => user.Email == email));
    }

    [Fact]
    public async Task The_link_in_the_first_mail_confirms_the_address()
    {
        using var visitor = app.NewVisitor();
        var email = AccountGiven.NewEmail();
        await SignUpAsync(visitor, email);
        Assert.Contains("Not confirmed yet", (await visitor.GetAsync("/account")).Body, StringComparison.Ordinal);

        var answer = await visitor.GetAsync(await app.MailedLinkAsync(email));

        Assert.Equal("Email confirmed", answer.Heading);
        Assert.DoesNotContain("Not confirmed yet", (await visitor.GetAsync("/account")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_email_is_said_plainly_and_leaves_nothing_behind()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();

        var answer = await SignUpAsync(visitor, email, company: "Taken Company");

        Assert.Equal("An account with this email exists already. Sign in instead.", answer.Alert);
        await using var db = app.Databases.ForPlatform();
        Assert.False(await db.Tenants.AnyAsync(t => t.Name == "Taken Company"));
    }

    [Fact]
    public async Task A_mistake_loses_nothing_but_the_password()
    {
        using var visitor = app.NewVisitor();

        var answer = await SignUpAsync(visitor, "no address", password: "short");

        Assert.Equal("Fabrikam", answer.Document.QuerySelector("[name='Input.Company']")!.GetAttribute("value"));
        Assert.Equal("no address", answer.Document.QuerySelector("[name='Input.Email']")!.GetAttribute("value"));
        var password = answer.Document.QuerySelector("[name='Input.Password']")!;
        Assert.Null(password.GetAttribute("value"));
        Assert.Equal("true", password.GetAttribute("aria-invalid"));
        var message = password.GetAttribute("aria-describedby")!.Split(' ')[0];
        Assert.Equal("Use at least 12 characters.", answer.Document.GetElementById(message)!.TextContent);
        Assert.NotNull(answer.Alert);
    }

    [Theory]
    [InlineData("/billing?tab=1", "/billing?tab=1")]
    [InlineData("https://evil.test/", "/plans")]
    [InlineData("//evil.test", "/plans")]
    [InlineData("/\\evil.test", "/plans")]
    [InlineData("/\t/evil.test", "/plans")]
    public async Task Afterwards_only_paths_of_ours_are_gone_to(string returnUrl, string expected)
    {
        using var visitor = app.NewVisitor();

        var answer = await SignUpAsync(visitor, AccountGiven.NewEmail(), path: $"/sign-up?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal(expected, answer.Path);
    }

    private static Task<Answer> SignUpAsync(
        Visitor visitor, string email, string password = AccountGiven.Password, string company = "Fabrikam", string path = "/sign-up") =>
        visitor.SubmitAsync(path, "sign-up",
            ("Input.Company", company), ("Input.Name", "Frida Fabri"), ("Input.Email", email), ("Input.Password", password));
}

public sealed class SignUpTestsOnSqlite(DashboardApp app) : SignUpTests(app);

public sealed class SignUpTestsOnPostgres(DashboardAppOnPostgres app) : SignUpTests(app.Needed);
