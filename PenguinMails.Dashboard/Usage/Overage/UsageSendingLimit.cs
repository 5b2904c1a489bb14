using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>Answers entitlements from the running period's counters and the tenant's choice.</summary>
internal sealed class UsageSendingLimit(BillingDbFactory databases, TimeProvider time) : ISendingLimit
{
    public async Task<SendingAllowance> ReadAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        var book = await UsageBook.OpenAsync(db, tenantId, ct);
        var choice = await db.UsageSettings.Where(row => row.TenantId == tenantId).Select(row => row.Overage).SingleOrDefaultAsync(ct);
        var period = book.SpanAt(time.GetUtcNow()) is { } span ? book.Find(span) : null;
        return OverageRules.Allowance(choice, book.Subscription?.Status == SubscriptionStatus.Trialing, period, book.Plan?.EmailsPerMonth);
    }
}
