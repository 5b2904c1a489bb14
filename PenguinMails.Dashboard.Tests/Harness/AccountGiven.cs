using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Accounts to begin with.</summary>
internal static class AccountGiven
{
    public const string Password = "correct horse battery";

    public static string NewEmail() => $"{Guid.NewGuid():N}@example.test";

    /// <summary>A new company with its owner.</summary>
    public static async Task<(Guid TenantId, string Email)> TenantAsync(this DashboardApp app, string company = "Northwind")
    {
        var email = NewEmail();
        var result = await app.Services.GetRequiredService<Registration>()
            .RegisterTenantAsync(company, "Nora North", email, Password, origin: null, CancellationToken.None);
        return (Assert.IsType<RegistrationResult.Registered>(result).TenantId!.Value, email);
    }

    /// <summary>The address of a tenant's only account.</summary>
    public static async Task<string> EmailOfAsync(this DashboardApp app, Guid tenant)
    {
        await using var db = app.Databases.ForPlatform();
        return await db.Users.Where(user => user.TenantId == tenant).Select(user => user.Email!).SingleAsync();
    }

    public static async Task<Answer> SignInAsync(this Visitor visitor, string email, string password = Password, string path = "/sign-in") =>
        await visitor.SubmitAsync(path, "sign-in", ("Input.Email", email), ("Input.Password", password));

    /// <summary>A visitor who is signed in as a new company's owner.</summary>
    public static async Task<(Visitor Visitor, Guid TenantId, string Email)> OwnerAsync(this DashboardApp app)
    {
        var (tenant, email) = await app.TenantAsync();
        var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(email)).Status);
        return (visitor, tenant, email);
    }

    /// <summary>The path of the link in the newest mail to somebody.</summary>
    public static async Task<string> MailedLinkAsync(this DashboardApp app, string email)
    {
        await using var db = app.Databases.ForNobody();
        var mail = await db.OutboxMails.OrderByDescending(m => m.Id).FirstAsync(m => m.To == email);
        var link = mail.Text.Split(' ', '\n').Single(word => word.StartsWith("http", StringComparison.Ordinal));
        return new Uri(link).PathAndQuery;
    }
}
