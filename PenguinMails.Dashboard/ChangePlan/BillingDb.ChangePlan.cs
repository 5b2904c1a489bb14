using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.ChangePlan.Quotes;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<PlanQuote> PlanQuotes => Set<PlanQuote>();
}
