using System.Net;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

public abstract class TwoFactorTests(DashboardApp app)
{
    [Fact]
    public async Task A_second_factor_is_asked_for_from_the_next_sign_in_on()
    {
        var (email, key, _) = await WithSecondFactorAsync();
        using var visitor = app.NewVisitor();

        Assert.Equal("/sign-in/two-factor?returnUrl=%2Fbilling", (await visitor.SignInAsync(email, path: "/sign-in?returnUrl=%2Fbilling")).Path);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account")).Status);
        Assert.NotNull((await visitor.SubmitAsync("/sign-in/two-factor", "two-factor", ("Input.Code", "000000"))).Alert);

        Assert.Equal("/billing", (await visitor.SubmitAsync("/sign-in/two-factor?returnUrl=%2Fbilling", "two-factor", ("Input.Code", Now(key)))).Path);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        var (email, _, codes) = await WithSecondFactorAsync();
        Assert.Equal(10, codes.Count);
        using var first = app.NewVisitor();
        await first.SignInAsync(email);
        Assert.Equal("/", (await first.SubmitAsync("/sign-in/recovery-code", "recovery-code", ("Input.Code", codes[0].ToLowerInvariant()))).Path);
        Assert.Contains("Recovery codes left: <strong>9</strong>", (await first.GetAsync("/account/two-factor")).Body, StringComparison.Ordinal);

        using var second = app.NewVisitor();
        await second.SignInAsync(email);
        Assert.NotNull((await second.SubmitAsync("/sign-in/recovery-code", "recovery-code", ("Input.Code", codes[0]))).Alert);
    }

    [Fact]
    public async Task New_recovery_codes_replace_the_old()
    {
        var (email, key, codes) = await WithSecondFactorAsync();
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(email);
        await visitor.SubmitAsync("/sign-in/two-factor", "two-factor", ("Input.Code", Now(key)));

        var fresh = Codes(await visitor.SubmitAsync("/account/recovery-codes", "codes"));

        Assert.Equal(10, fresh.Count);
        Assert.Empty(fresh.Intersect(codes));
    }

    [Fact]
    public async Task Turned_off_it_is_no_longer_asked_for()
    {
        var (email, key, _) = await WithSecondFactorAsync();
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(email);
        await visitor.SubmitAsync("/sign-in/two-factor", "two-factor", ("Input.Code", Now(key)));

        Assert.Equal("/account/two-factor?done=off", (await visitor.SubmitAsync("/account/two-factor", "disable")).Path);

        using var later = app.NewVisitor();
        Assert.Equal("/", (await later.SignInAsync(email)).Path);
    }

    [Fact]
    public async Task A_wrong_code_does_not_turn_it_on()
    {
        var (visitor, _, _) = await app.OwnerAsync();
        using var _1 = visitor;

        var answer = await visitor.SubmitAsync("/account/two-factor", "enable", ("Input.Code", "000000"));

        Assert.NotNull(answer.Alert);
        Assert.NotNull(answer.Document.QuerySelector(".qr svg"));
    }

    [Fact]
    public async Task Without_a_password_first_there_is_no_second_step()
    {
        using var visitor = app.NewVisitor();

        Assert.Equal("/sign-in", (await visitor.GetAsync("/sign-in/two-factor")).Path);
        Assert.Equal("/sign-in", (await visitor.GetAsync("/sign-in/recovery-code")).Path);
    }

    private async Task<(string Email, string Key, IReadOnlyList<string> Codes)> WithSecondFactorAsync()
    {
        var (visitor, _, email) = await app.OwnerAsync();
        using var _1 = visitor;
        var key = (await visitor.GetAsync("/account/two-factor")).Document.QuerySelector(".steps code")!.TextContent;
        var answer = await visitor.SubmitAsync("/account/two-factor", "enable", ("Input.Code", Now(key)));
        return (email, key, Codes(answer));
    }

    private static List<string> Codes(Answer answer) => [.. answer.Document.QuerySelectorAll(".recovery-codes code").Select(c => c.TextContent)];

    // Identity checks codes against the machine's clock.
    private static string Now(string key) => AuthenticatorApp.Code(key, TimeProvider.System.GetUtcNow());
}

public sealed class TwoFactorTestsOnSqlite(DashboardApp app) : TwoFactorTests(app);

public sealed class TwoFactorTestsOnPostgres(DashboardAppOnPostgres app) : TwoFactorTests(app.Needed);
