using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks.Drift;

/// <summary>
/// What a refresh is about to change in the mirror, by field. Every field that the mirror has, or ever gets, is compared, because
/// it is the refresh itself that is looked at.
/// </summary>
internal static class MirrorDifferences
{
    // Marks of the reading itself, and two things that move without anything having happened at Stripe: what the next invoice
    // is estimated to ask, and the link to a receipt.
    private static readonly HashSet<string> Passing =
    [
        nameof(BillingCustomer.SyncedAt), nameof(TenantSubscription.UpdatedAt), nameof(TenantSubscription.NextAmount),
        nameof(TenantSubscription.NextMeteredAmount), nameof(Payment.ReceiptUrl),
    ];

    /// <summary>"TenantSubscription: Status, CurrentPeriodEnd"; names alone, never values.</summary>
    public static IReadOnlyList<string> In(BillingDb db)
    {
        db.ChangeTracker.DetectChanges();
        return
        [
            .. db.ChangeTracker.Entries()
                .Where(entry => entry.Metadata.ClrType.Namespace == typeof(Invoice).Namespace && entry.State is not EntityState.Unchanged)
                .SelectMany(Fields)
                .GroupBy(field => field.Row, field => field.Name)
                .Select(row => $"{row.Key}: {string.Join(", ", row.Distinct().Order(StringComparer.Ordinal))}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(string Row, string Name)> Fields(EntityEntry entry)
    {
        var (type, key) = (entry.Metadata.ClrType.Name, Key(entry));
        if (entry.Metadata.FindOwnership() is { } ownership)
            return [(Label(ownership.PrincipalEntityType.ClrType.Name, key), type)];
        return entry.State switch
        {
            EntityState.Added => [(Label(type, key), "missing")],
            EntityState.Deleted => [(Label(type, key), "not at Stripe")],
            _ => entry.Properties.Where(property => property.IsModified && !Equals(property.OriginalValue, property.CurrentValue))
                .Select(property => property.Metadata.Name).Where(name => !Passing.Contains(name))
                .Select(name => (Label(type, key), name)),
        };
    }

    private static string Label(string type, string? stripeId) => stripeId is null ? type : $"{type} {stripeId}";

    // Where rows are many their Stripe id says which; a tenant's own row needs none.
    private static string? Key(EntityEntry entry) =>
        entry.Metadata.FindPrimaryKey()?.Properties is [{ } key] && entry.Property(key.Name).CurrentValue is string id ? id : null;
}
