using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>Writes what Stripe holds into the mirror, and says what the difference means. Saves nothing by itself.</summary>
internal sealed class MirrorWriter(BillingDb db, BillingCustomer customer, DateTimeOffset now)
{
    public async Task<IReadOnlyList<BillingTransition>> WriteAsync(CustomerState state, CancellationToken ct)
    {
        var plans = await db.PlanPrices.Where(price => price.StripePriceId != null)
            .ToDictionaryAsync(price => price.StripePriceId!, price => price, ct);
        var row = await db.TenantSubscriptions.SingleOrDefaultAsync(ct);
        var before = SubscriptionFacts.Of(row);
        var current = CurrentSubscription.Choose(state.Subscriptions, row?.StripeSubscriptionId);
        var transitions = new List<BillingTransition>();
        if (current is not null)
        {
            row = Overwrite(row, current, state, plans);
            transitions.AddRange(SubscriptionChanges.Between(before, row));
            if (SubscriptionChanges.TrialEnding(row, now) is { } ending)
            {
                row.TrialReminderFor = row.TrialEnd;
                transitions.Add(ending);
            }

            if (SubscriptionChanges.NextInvoice(before, row) is { } next)
                transitions.Add(next);
        }
        else if (row is not null && state.Customer is not { Deleted: false })
        {
            End(row);
            transitions.AddRange(SubscriptionChanges.Between(before, row));
        }

        transitions.AddRange(await WriteOthersAsync(state.Subscriptions, current, plans, ct));
        await new CustomerMirror(db, customer, now).WriteAsync(state, ct);
        transitions.AddRange(await new MoneyMirror(db, customer.TenantId, plans, MoneyNews.Since(customer, now)).WriteAsync(state, ct));
        NoteTrial(state.Subscriptions);
        await new ItemMirror(db, customer.TenantId, plans).WriteAsync(current, row, ct);
        customer.SyncedAt = now;
        return transitions;
    }

    // Deleting a customer at Stripe ends its subscriptions, and hides them.
    private void End(TenantSubscription row)
    {
        if (row.Status == SubscriptionStatus.Canceled)
            return;
        row.Status = SubscriptionStatus.Canceled;
        row.EndedAt = now;
        row.NextAmount = null;
        row.NextMeteredAmount = 0;
        row.Card = null;
        row.PaymentMethodId = null;
        row.UpdatedAt = now;
    }

    private TenantSubscription Overwrite(
        TenantSubscription? row, SubscriptionSnapshot current, CustomerState state, Dictionary<string, PlanPrice> plans)
    {
        if (row is null)
        {
            row = new TenantSubscription
            {
                Id = Guid.CreateVersion7(now),
                TenantId = customer.TenantId,
                StripeCustomerId = customer.StripeCustomerId,
                StripeSubscriptionId = current.Id,
                Status = current.Status,
                CreatedAt = current.Created,
                UpdatedAt = now,
            };
            db.TenantSubscriptions.Add(row);
        }

        row.StripeCustomerId = customer.StripeCustomerId;
        if (row.StripeSubscriptionId != current.Id)
            row.PaidUntil = null;
        row.StripeSubscriptionId = current.Id;
        row.CreatedAt = current.Created;
        row.Status = current.Status;
        row.PlanId = plans.GetValueOrDefault(current.PriceId)?.PlanId;
        row.StripePriceId = current.PriceId;
        row.BillingCycle = current.Annual ? BillingCycle.Annual : BillingCycle.Monthly;
        row.Amount = current.Amount.Minor;
        row.Currency = current.Amount.Currency;
        row.NextAmount = state.Next?.Renewal;
        row.NextMeteredAmount = state.Next?.Metered ?? 0;
        row.BillingCycleAnchor = current.Anchor;
        row.CurrentPeriodStart = current.PeriodStart;
        row.CurrentPeriodEnd = current.PeriodEnd;
        row.CancelAtPeriodEnd = current.CancelAtPeriodEnd || current.CancelAt is not null;
        row.TrialEnd = current.TrialEnd;
        row.EndedAt = current.EndedAt;
        if (current.Status == SubscriptionStatus.Active)
            row.PaidUntil = current.PeriodEnd;
        var paying = current.Card ?? state.Customer?.DefaultCard;
        row.PaymentMethodId = paying?.Id;
        var card = Card.Of(paying);
        // Replaced only when different: an owned value that is merely equal would be written as a change.
        if (row.Card != card)
            row.Card = card;
        if (db.Entry(row).State is EntityState.Added or EntityState.Modified || db.ChangeTracker.HasChanges())
            row.UpdatedAt = now;
        return row;
    }

    private async Task<IReadOnlyList<BillingTransition>> WriteOthersAsync(
        IReadOnlyList<SubscriptionSnapshot> all, SubscriptionSnapshot? current, Dictionary<string, PlanPrice> plans, CancellationToken ct)
    {
        var past = await db.PastSubscriptions.ToDictionaryAsync(subscription => subscription.StripeSubscriptionId, ct);
        // One that had been set aside can become the tenant's again, when the one that was kept ended.
        if (current is not null && past.Remove(current.Id, out var returned))
            db.PastSubscriptions.Remove(returned);
        foreach (var other in all.Where(subscription => subscription.Id != current?.Id))
        {
            if (!past.TryGetValue(other.Id, out var row))
                db.PastSubscriptions.Add(row = new PastSubscription { StripeSubscriptionId = other.Id, TenantId = customer.TenantId, Status = other.Status, CreatedAt = other.Created });
            row.Status = other.Status;
            row.PlanId = plans.GetValueOrDefault(other.PriceId)?.PlanId;
            row.EndedAt = other.EndedAt;
        }

        var known = await db.DuplicateSubscriptions.Select(duplicate => duplicate.StripeSubscriptionId).ToListAsync(ct);
        var found = new List<BillingTransition>();
        foreach (var second in CurrentSubscription.Duplicates(all, current).Where(subscription => !known.Contains(subscription.Id)))
        {
            var duplicate = new DuplicateSubscription
            {
                StripeSubscriptionId = second.Id,
                TenantId = customer.TenantId,
                StripeCustomerId = customer.StripeCustomerId,
                KeptSubscriptionId = current!.Id,
                FoundAt = now,
                NextAttemptAt = now,
            };
            db.DuplicateSubscriptions.Add(duplicate);
            found.Add(new BillingTransition.DuplicateFound(duplicate));
        }

        return found;
    }

    private void NoteTrial(IReadOnlyList<SubscriptionSnapshot> all) =>
        customer.TrialUsedAt ??= all.Where(subscription => subscription.TrialStart is not null).Min(subscription => subscription.TrialStart);
}
