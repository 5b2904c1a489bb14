using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Dunning.Cases;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<DunningCase> DunningCases => Set<DunningCase>();

    public DbSet<DunningStep> DunningSteps => Set<DunningStep>();

    public DbSet<DunningAttempt> DunningAttempts => Set<DunningAttempt>();
}
