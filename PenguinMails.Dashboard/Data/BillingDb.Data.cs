using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb : IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal DbSet<LeaseRow> Leases => Set<LeaseRow>();
}
