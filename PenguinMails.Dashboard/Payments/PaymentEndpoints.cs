using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Payments;

/// <summary>A payment as the REST API shows it: the amount in the major unit, the currency in capitals, UTC.</summary>
public sealed record PaymentItem(
    string Id, decimal Amount, string Currency, string Status, string? Description, DateTime Created, string? ReceiptUrl, PaymentMethodItem? PaymentMethod);

/// <summary>Brand and last four digits, and no more.</summary>
public sealed record PaymentMethodItem(string Brand, string LastFour);

public sealed record PaymentsAnswer(IReadOnlyList<PaymentItem> Payments, int TotalCount, int Page);

public static class PaymentEndpoints
{
    private const int MostPerPage = 100;

    /// <summary><c>GET /api/v1/billing/payments</c>, in the shape of the seed.</summary>
    public static RouteGroupBuilder MapPayments(this RouteGroupBuilder billing)
    {
        billing.MapGet("/payments", ListAsync);
        return billing;
    }

    private static async Task<Results<Ok<PaymentsAnswer>, ValidationProblem>> ListAsync(
        ClaimsPrincipal principal, PaymentHistory history, CancellationToken ct, int page = 1, int per_page = 20)
    {
        if (page is < 1 or > 1_000_000)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["page"] = ["Must be between 1 and 1000000."] });
        if (per_page is < 1 or > MostPerPage)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["per_page"] = [$"Must be between 1 and {MostPerPage}."] });
        var found = await history.ReadAsync(Caller.From(principal)!, page, per_page, ct);
        return TypedResults.Ok(new PaymentsAnswer([.. found.Payments.Select(View)], found.TotalCount, page));
    }

    private static PaymentItem View(Payment payment) => new(
        payment.Id, payment.Money.Major, payment.Currency.ToUpperInvariant(), payment.Status, payment.Description,
        payment.CreatedAt.UtcDateTime, payment.ReceiptUrl, payment.Card is { } card ? new PaymentMethodItem(card.Brand, card.LastFour) : null);
}
