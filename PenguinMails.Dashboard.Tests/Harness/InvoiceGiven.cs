using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Rows of the mirror to begin with, where a test needs more of them than anybody would buy.</summary>
internal static class InvoiceGiven
{
    public static readonly DateTimeOffset Newest = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>One a day, the newest first: number 1 is the newest.</summary>
    public static async Task<IReadOnlyList<Invoice>> InvoicesAsync(this DashboardApp app, Guid tenant, int count, Func<int, string>? status = null)
    {
        var invoices = Enumerable.Range(1, count).Select(i => Of(tenant, i, status?.Invoke(i) ?? "paid")).ToList();
        foreach (var some in invoices.Chunk(1000))
        {
            await using var db = app.Databases.ForTenant(tenant);
            db.Invoices.AddRange(some);
            await db.SaveChangesAsync();
        }

        return invoices;
    }

    public static Invoice Of(Guid tenant, int i, string status = "paid")
    {
        var id = $"in_{tenant:N}{i:00000}";
        return new Invoice
        {
            Id = id,
            TenantId = tenant,
            Number = $"PM-{tenant.ToString("N")[..6].ToUpperInvariant()}-{i:0000}",
            Status = status,
            Currency = "usd",
            Subtotal = 14900,
            Total = 14900 + i,
            Tax = i,
            AmountDue = 14900 + i,
            AmountPaid = status == "paid" ? 14900 + i : 0,
            CreatedAt = Newest.AddDays(1 - i),
            PeriodStart = Newest.AddDays(1 - i),
            PeriodEnd = Newest.AddDays(31 - i),
        };
    }

    public static Payment Payment(Guid tenant, int i, string stripeStatus = "succeeded", long refunded = 0, string? invoiceId = null) => new()
    {
        Id = $"pi_{tenant:N}{i:00000}",
        TenantId = tenant,
        InvoiceId = invoiceId,
        Amount = 14900 + i,
        AmountRefunded = refunded,
        Currency = "usd",
        StripeStatus = stripeStatus,
        DeclineCode = stripeStatus == "requires_payment_method" ? "insufficient_funds" : null,
        Description = "Professional Plan - Monthly",
        CreatedAt = Newest.AddDays(1 - i),
        Card = new Card("visa", "4242", 12, 2030),
    };
}
