using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Mails;

namespace PenguinMails.Dashboard.Dunning.Reading;

/// <summary>Reads a tenant's cases: for those who manage its billing, and for PenguinMails' operators.</summary>
internal sealed class CaseFiles(BillingDbFactory databases)
{
    private const int Most = 10;

    /// <returns>The newest first; empty for somebody who may not know how the tenant pays.</returns>
    public async Task<IReadOnlyList<CaseFile>> ReadAsync(Caller caller, Guid tenantId, CancellationToken ct)
    {
        if (!caller.IsOperator && !(caller.ManagesBilling && caller.TenantId == tenantId))
            return [];
        await using var db = databases.ForTenant(tenantId);
        var cases = await db.DunningCases.AsNoTracking().OrderByDescending(one => one.OpenedAt).Take(Most).ToListAsync(ct);
        var files = new List<CaseFile>();
        foreach (var one in cases)
            files.Add(await ReadAsync(db, one, ct));
        return files;
    }

    private static async Task<CaseFile> ReadAsync(BillingDb db, DunningCase one, CancellationToken ct)
    {
        var conversation = DunningMails.Conversation(one);
        var mails = await db.OutboxMails.Where(mail => mail.TenantId == one.TenantId && mail.Conversation == conversation && mail.WithdrawnAt == null)
            .Select(mail => new { mail.CreatedAt, mail.Subject }).ToListAsync(ct);
        return new CaseFile(
            one,
            await db.Invoices.Where(invoice => invoice.Id == one.InvoiceId).Select(invoice => invoice.Number).SingleOrDefaultAsync(ct),
            await db.DunningSteps.AsNoTracking().Where(step => step.CaseId == one.Id).OrderBy(step => step.DueAt).ToListAsync(ct),
            await db.DunningAttempts.AsNoTracking().Where(attempt => attempt.CaseId == one.Id).OrderBy(attempt => attempt.StartedAt).ToListAsync(ct),
            [.. mails.GroupBy(mail => (mail.CreatedAt, mail.Subject)).Select(group => new CaseMail(group.Key.CreatedAt, group.Key.Subject, group.Count()))]);
    }
}
