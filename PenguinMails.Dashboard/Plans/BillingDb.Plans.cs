using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<PlanPrice> PlanPrices => Set<PlanPrice>();

    public DbSet<AddOn> AddOns => Set<AddOn>();

    public DbSet<AddOnPrice> AddOnPrices => Set<AddOnPrice>();

    public DbSet<MeteredPrice> MeteredPrices => Set<MeteredPrice>();
}
