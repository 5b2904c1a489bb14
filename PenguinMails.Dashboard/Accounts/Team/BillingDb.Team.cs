using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts.Team;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<Invitation> Invitations => Set<Invitation>();
}
