using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

public abstract class RegistrationTests(DashboardApp app)
{
    private Registration Registration => app.Services.GetRequiredService<Registration>();

    [Fact]
    public async Task Members_join_a_tenant_and_operators_belong_to_none()
    {
        var (tenant, _) = await app.TenantAsync();

        var member = Assert.IsType<RegistrationResult.Registered>(await Registration.AddMemberAsync(
            tenant, "Mia Member", AccountGiven.NewEmail(), AccountGiven.Password, Role.Member, CancellationToken.None));
        var @operator = Assert.IsType<RegistrationResult.Registered>(await Registration.AddOperatorAsync(
            "Otto Operator", AccountGiven.NewEmail(), AccountGiven.Password, CancellationToken.None));

        Assert.Equal((tenant, (Guid?)null), (member.TenantId, @operator.TenantId));
        await using var db = app.Databases.ForPlatform();
        Assert.True((await db.Users.SingleAsync(u => u.Id == @operator.UserId)).EmailConfirmed);
    }

    [Fact]
    public async Task No_member_of_a_tenant_is_an_operator()
    {
        var (tenant, _) = await app.TenantAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Registration.AddMemberAsync(
            tenant, "Mallory", AccountGiven.NewEmail(), AccountGiven.Password, Role.BillingOperator, CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_password_says_why()
    {
        var result = await Registration.RegisterTenantAsync("Weak", "W", AccountGiven.NewEmail(), "aaaaaaaaaaaaa", origin: null, CancellationToken.None);

        Assert.NotEmpty(Assert.IsType<RegistrationResult.PasswordRefused>(result).Reasons);
    }

    [Fact]
    public async Task Of_two_at_once_with_one_address_one_is_registered()
    {
        var email = AccountGiven.NewEmail();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            Registration.RegisterTenantAsync($"Race {i} {email}", "R", email, AccountGiven.Password, origin: null, CancellationToken.None))));

        Assert.Single(results.OfType<RegistrationResult.Registered>());
        Assert.Equal(3, results.OfType<RegistrationResult.EmailTaken>().Count());
        await using var db = app.Databases.ForPlatform();
        Assert.Equal(1, await db.Tenants.CountAsync(t => t.Name.EndsWith(email)));
    }
}

public sealed class RegistrationTestsOnSqlite(DashboardApp app) : RegistrationTests(app);

public sealed class RegistrationTestsOnPostgres(DashboardAppOnPostgres app) : RegistrationTests(app.Needed);
