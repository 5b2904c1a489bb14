using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.ChangePlan.Quotes;

/// <summary>Has Stripe reckon a change, and writes down what it said.</summary>
internal sealed class QuoteMaker(BillingDbFactory databases, SubscriptionPreviews previews, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<PlanQuote> MakeAsync(ChangeCase @case, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // To the second, as Stripe counts.
        var at = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var figures = await FiguresAsync(@case, at, ct);
        var (row, wish) = (@case.Row, @case.Wish);
        var quote = new PlanQuote
        {
            Id = Guid.CreateVersion7(now),
            TenantId = row.TenantId,
            StripeSubscriptionId = row.StripeSubscriptionId,
            FromPlanId = row.PlanId,
            FromCycle = row.BillingCycle,
            ToPlanId = wish.PlanId,
            ToCycle = wish.Cycle,
            AddOnId = wish.AddOnId,
            Quantity = wish.Quantity,
            Timing = @case.Timing,
            ProrationAt = at,
            EffectiveAt = @case.Timing is ChangeTiming.AtPeriodEnd ? row.CurrentPeriodEnd : at,
            Currency = figures.Currency,
            DueNow = figures.DueNow,
            Tax = figures.Tax,
            FromBalance = figures.FromBalance,
            NextAmount = figures.NextAmount,
            NextAt = figures.NextAt,
            CreatedAt = now,
            ExpiresAt = now + PlanQuote.Lifetime,
            Lines = [.. figures.Lines],
        };
        await using var db = databases.ForTenant(row.TenantId);
        // Nobody said yes to them, and nobody can any more.
        await db.PlanQuotes.Where(old => old.AcceptedAt == null && old.ExpiresAt < now - Kept).ExecuteDeleteAsync(ct);
        db.PlanQuotes.Add(quote);
        await db.SaveChangesAsync(ct);
        return quote;
    }

    /// <summary>What the change costs when it is reckoned from that second on.</summary>
    public async Task<QuoteFigures> FiguresAsync(ChangeCase @case, DateTimeOffset at, CancellationToken ct)
    {
        var (row, wish, changes) = (@case.Row, @case.Wish, @case.Items.Changes);
        switch (@case.Timing)
        {
            case ChangeTiming.AtOnce:
                var invoice = await previews.AtOnceAsync(row.StripeSubscriptionId, changes, at, invoiceNow: true, ct);
                var later = await previews.RecurringAsync(row.StripeSubscriptionId, changes, ct);
                var nextAt = row.BillingCycle == wish.Cycle ? row.CurrentPeriodEnd : at.AddYears(1);
                return new QuoteFigures(
                    invoice.Currency, invoice.AmountDue, invoice.Tax, invoice.Total - invoice.AmountDue, Lines(@case, invoice.Lines), later.Total, nextAt);
            case ChangeTiming.AtOnceWithCredit:
                var next = await previews.AtOnceAsync(row.StripeSubscriptionId, changes, at, invoiceNow: false, ct);
                return new QuoteFigures(
                    next.Currency, 0, 0, 0, Lines(@case, next.Lines.Where(line => line.Proration)), next.AmountDue, row.CurrentPeriodEnd);
            default:
                var recurring = await previews.RecurringAsync(row.StripeSubscriptionId, changes, ct);
                return new QuoteFigures(recurring.Currency, 0, 0, 0, [], recurring.Total, row.CurrentPeriodEnd);
        }
    }

    private static List<QuoteLine> Lines(ChangeCase @case, IEnumerable<PreviewedLine> lines) =>
        [.. lines.Select(line => QuoteWords.Line(line, @case.Names, @case.Wish.Cycle))];
}
