using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Cancellation;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<CancellationSurvey> CancellationSurveys => Set<CancellationSurvey>();
}
