using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.PaymentMethods;

public abstract record AddCardOutcome
{
    public sealed record Redirect(Uri Url) : AddCardOutcome;

    public sealed record NotAllowed : AddCardOutcome;

    public sealed record StripeUnavailable : AddCardOutcome;

    private AddCardOutcome()
    {
    }
}

/// <param name="SuccessUrl">May hold Stripe's <c>{CHECKOUT_SESSION_ID}</c>.</param>
public sealed record AddCardWish(bool MakeDefault, string SuccessUrl, string CancelUrl);

/// <summary>Leads to Stripe's page on which a card is saved; no card number ever comes here.</summary>
public sealed class AddCard(BillingDbFactory databases, BillingCustomers customers, CardSetups stripe, TimeProvider time)
{
    public async Task<AddCardOutcome> StartAsync(Caller caller, AddCardWish wish, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new AddCardOutcome.NotAllowed();
        try
        {
            var customer = await customers.GetOrCreateAsync(caller.OwnTenant, ct);
            return new AddCardOutcome.Redirect(await OpenAsync(caller.OwnTenant, customer.StripeCustomerId, wish, ct));
        }
        catch (StripeUnavailableException)
        {
            return new AddCardOutcome.StripeUnavailable();
        }
    }

    private async Task<Uri> OpenAsync(Guid tenantId, string customerId, AddCardWish wish, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        var now = time.GetUtcNow();
        // The first card there is pays whether or not somebody thought of asking for it.
        var setup = new CardSetup
        {
            Id = Guid.CreateVersion7(now),
            TenantId = tenantId,
            MakeDefault = wish.MakeDefault || !await db.PaymentMethods.AnyAsync(ct),
            CreatedAt = now,
        };
        db.CardSetups.Add(setup);
        await db.SaveChangesAsync(ct);

        var currency = await db.TenantSubscriptions.Select(subscription => subscription.Currency).SingleOrDefaultAsync(ct) ?? "usd";
        var session = await stripe.CreateAsync(new CardSetupRequest(setup.Id, tenantId, customerId, currency, wish.SuccessUrl, wish.CancelUrl), ct);
        setup.StripeSessionId = session.Id;
        await db.SaveChangesAsync(ct);
        return session.Url ?? throw new InvalidOperationException($"Stripe opened {session.Id} without an address.");
    }
}
