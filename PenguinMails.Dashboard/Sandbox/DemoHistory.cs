using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Periods;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Sandbox;

/// <summary>
/// Lives Globex's last five months in the sandbox: a subscription bought then, renewed and paid month by month, and read back
/// through the Synchroniser like any other.
/// </summary>
internal sealed class DemoHistory(
    StripeSandboxHost sandbox, IOptions<StripeOptions> stripe, BillingDbFactory databases, DemoAccounts accounts,
    BillingCustomers customers, PriceMapper prices, Synchroniser synchroniser)
{
    private const int Months = 5;
    private static readonly TimeSpan IntoThisPeriod = TimeSpan.FromDays(9);
    private static readonly TimeSpan PaidBy = TimeSpan.FromHours(2);
    private static readonly long[] EmailsByMonth = [18_240, 27_910, 35_480, 41_020, 46_350, 21_730];

    public async Task LiveAsync(CancellationToken ct)
    {
        var today = TimeProvider.System.GetUtcNow();
        var start = today.AddMonths(-Months) - IntoThisPeriod;
        await sandbox.ResetAsync(start);
        await prices.MapAsync(ct);

        var globex = await accounts.GlobexAsync(ct);
        var customer = (await customers.GetOrCreateAsync(globex, ct)).StripeCustomerId;
        await SubscribeAsync(customer, await ProfessionalMonthlyAsync(ct), globex, ct);
        await synchroniser.RefreshAsync(customer, SyncHints.All, ct: ct);
        await UseAsync(globex, month: 0, ct);
        for (var month = 1; month <= Months; month++)
        {
            // A renewal's invoice is finalised an hour after it was drafted, and then paid.
            await sandbox.AdvanceAsync(start.AddMonths(month) + PaidBy, ct);
            await synchroniser.RefreshAsync(customer, SyncHints.All, ct: ct);
            await UseAsync(globex, month, ct);
        }

        await sandbox.AdvanceAsync(TimeProvider.System.GetUtcNow(), ct);
        await synchroniser.RefreshAsync(customer, SyncHints.All, ct: ct);
    }

    private async Task SubscribeAsync(string customer, string price, Guid tenant, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stripe.Value.SecretKey);
        var card = await PostAsync(http, "/v1/payment_methods/pm_card_visa/attach", new() { ["customer"] = customer }, ct);
        await PostAsync(http, $"/v1/customers/{customer}", new()
        {
            ["invoice_settings[default_payment_method]"] = card,
            ["address[line1]"] = "1 Harbor Way",
            ["address[city]"] = "New York",
            ["address[state]"] = "NY",
            ["address[postal_code]"] = "10001",
            ["address[country]"] = "US",
        }, ct);
        await PostAsync(http, "/v1/subscriptions", new()
        {
            ["customer"] = customer,
            ["items[0][price]"] = price,
            ["default_payment_method"] = card,
            [$"metadata[{StripeMetadata.TenantId}]"] = tenant.ToString(),
        }, ct);
    }

    private static async Task<string> PostAsync(HttpClient http, string path, Dictionary<string, string> form, CancellationToken ct)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(path, content, ct);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(ct));
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<string> ProfessionalMonthlyAsync(CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        return (await db.PlanPrices.SingleAsync(price => price.PlanId == "professional" && price.Cycle == BillingCycle.Monthly, ct)).StripePriceId!;
    }

    private async Task UseAsync(Guid tenant, int month, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenant);
        var subscription = await db.TenantSubscriptions.SingleAsync(ct);
        db.UsagePeriods.Add(new UsagePeriod
        {
            Id = Guid.CreateVersion7(subscription.CurrentPeriodStart),
            TenantId = tenant,
            PeriodStart = subscription.CurrentPeriodStart,
            PeriodEnd = subscription.CurrentPeriodEnd,
            EmailsSent = EmailsByMonth[month],
            Seats = 4,
            SeatsAt = subscription.CurrentPeriodStart,
            Workspaces = Math.Min(3 + month, 7),
            WorkspacesAt = subscription.CurrentPeriodStart,
            Domains = Math.Min(5 + 2 * month, 12),
            DomainsAt = subscription.CurrentPeriodStart,
        });
        await db.SaveChangesAsync(ct);
    }
}
