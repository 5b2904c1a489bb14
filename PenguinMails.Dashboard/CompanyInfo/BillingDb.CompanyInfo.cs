using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.CompanyInfo;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<CompanyRevision> CompanyRevisions => Set<CompanyRevision>();
}
