using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Mail.Stops;

/// <summary>Remembers who wants no more mails of a topic, and who does again.</summary>
public sealed class MailStops(BillingDbFactory databases, TimeProvider time)
{
    public async Task<bool> IsStoppedAsync(StopRequest request, CancellationToken ct)
    {
        await using var db = databases.ForTenant(request.TenantId);
        return await Of(db, request).AnyAsync(ct);
    }

    public async Task StopAsync(StopRequest request, CancellationToken ct)
    {
        await using var db = databases.ForTenant(request.TenantId);
        if (await Of(db, request).AnyAsync(ct))
            return;
        db.MailStops.Add(new MailStop { TenantId = request.TenantId, Address = MailStop.Normal(request.To), Topic = request.Topic, StoppedAt = time.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Clicked twice at once: what both wanted is written. Anything else is not.
            await using var again = databases.ForTenant(request.TenantId);
            if (!await Of(again, request).AnyAsync(ct))
                throw;
        }
    }

    public async Task ResumeAsync(StopRequest request, CancellationToken ct)
    {
        await using var db = databases.ForTenant(request.TenantId);
        await Of(db, request).ExecuteDeleteAsync(ct);
    }

    private static IQueryable<MailStop> Of(BillingDb db, StopRequest request)
    {
        var address = MailStop.Normal(request.To);
        return db.MailStops.Where(stop => stop.Address == address && stop.Topic == request.Topic);
    }
}
