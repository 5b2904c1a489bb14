using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Webhooks.Drift;
using PenguinMails.Dashboard.Webhooks.Health;
using PenguinMails.Dashboard.Webhooks.Reconciliation;
using PenguinMails.Dashboard.Webhooks.Resync;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<AccountWatch> AccountWatches => Set<AccountWatch>();

    public DbSet<FoundEvent> FoundEvents => Set<FoundEvent>();

    public DbSet<MirrorProof> MirrorProofs => Set<MirrorProof>();

    public DbSet<ResyncRun> ResyncRuns => Set<ResyncRun>();

    public DbSet<Arrivals> Arrivals => Set<Arrivals>();
}
