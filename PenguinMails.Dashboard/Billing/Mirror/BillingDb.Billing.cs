using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<BillingCustomer> BillingCustomers => Set<BillingCustomer>();

    public DbSet<TenantSubscription> TenantSubscriptions => Set<TenantSubscription>();

    public DbSet<SubscriptionItem> SubscriptionItems => Set<SubscriptionItem>();

    public DbSet<PastSubscription> PastSubscriptions => Set<PastSubscription>();

    public DbSet<DuplicateSubscription> DuplicateSubscriptions => Set<DuplicateSubscription>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();

    public DbSet<PaymentMethod> PaymentMethods => Set<PaymentMethod>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Suspension> Suspensions => Set<Suspension>();
}
