using System.Net;
using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The people and companies of the demo.</summary>
internal static class DemoGiven
{
    private const string Demo = "Penguin-Demo-1!";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static async Task<Visitor> SignedInToDemoAsync(this BillingApp app, string email)
    {
        var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(email, Demo)).Status);
        return visitor;
    }

    public static async Task<Guid> DemoTenantAsync(this BillingApp app, string name)
    {
        await using var db = app.Databases.ForPlatform();
        return await db.Tenants.Where(tenant => tenant.Name == name).Select(tenant => tenant.Id).SingleAsync(Ct);
    }

    /// <summary>What nobody but Globex may see.</summary>
    public static async Task<List<string>> GlobexFactsAsync(this BillingApp app)
    {
        await using var db = app.Databases.ForTenant(await app.DemoTenantAsync("Globex"));
        var facts = await db.Payments.Select(payment => payment.Id).ToListAsync(Ct);
        facts.AddRange(await db.Invoices.Select(invoice => invoice.Id).ToListAsync(Ct));
        facts.Add(await db.BillingCustomers.Select(customer => customer.StripeCustomerId).SingleAsync(Ct));
        facts.Add("Globex");
        Assert.True(facts.Count > 10, "Globex has a history to hide.");
        return facts;
    }
}
