using System.Security.Claims;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.Look;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage;

namespace PenguinMails.Bench;

/// <summary>The product's services within this process, its workers asleep: for what is measured without HTTP.</summary>
internal static class Product
{
    public static void Add(WebApplicationBuilder builder) =>
        builder.AddData().AddStripeGateway().AddLive().AddLook().AddMail().AddAccounts().AddPlans().AddBilling().AddUsage();

    public static Caller BillingAdminOf(Guid tenant) => Caller.From(new ClaimsPrincipal(new ClaimsIdentity(
    [
        new Claim(AccountClaims.TenantId, tenant.ToString()), new Claim(AccountClaims.Role, nameof(Role.BillingAdmin)), new Claim(AccountClaims.Name, "Bench"),
    ], "bench")))!;
}
