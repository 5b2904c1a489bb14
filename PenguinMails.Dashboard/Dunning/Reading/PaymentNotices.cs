using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Collecting;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Reading;

/// <summary>Reads what a tenant has to be told about its payments.</summary>
internal sealed class PaymentNotices(BillingDbFactory databases, BillingFeed feed, TimeProvider time)
{
    public async Task<PaymentNotice?> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var notice = await NoticeAsync(db, ct);
        return caller.ManagesBilling ? notice : notice?.WithoutPayment();
    }

    /// <summary>Puts the good news away, for everybody of the tenant.</summary>
    public async Task SeenAsync(Caller caller, Guid caseId, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return;
        await using var db = databases.ForTenant(caller.OwnTenant);
        DateTimeOffset? now = time.GetUtcNow();
        await db.DunningCases.Where(one => one.Id == caseId && one.ClosedAt != null).ExecuteUpdateAsync(set => set.SetProperty(one => one.SeenAt, now), ct);
        feed.Publish(caller.OwnTenant);
    }

    private async Task<PaymentNotice?> NoticeAsync(BillingDb db, CancellationToken ct)
    {
        if (await CaseFacts.OpenAsync(db, ct) is { } facts)
            return PaymentNotice.Of(facts.Case, facts.Invoice, facts.Retry(stripeRetries: false));
        if (await db.TenantSubscriptions.AnyAsync(row => row.Status == SubscriptionStatus.Incomplete, ct))
            return PaymentNotice.Unfinished(await PaymentPage.WaitingAsync(db, ct));
        var last = await db.DunningCases.AsNoTracking().OrderByDescending(one => one.ClosedAt).FirstOrDefaultAsync(ct);
        return last is null ? null : PaymentNotice.Recovered(last, time.GetUtcNow());
    }
}
