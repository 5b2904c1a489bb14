using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
}
