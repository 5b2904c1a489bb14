using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Payments;

public enum PaymentSort
{
    Date,
    Amount,
}

internal static class PaymentSorts
{
    /// <summary>Ties by date and id, so that no payment stands on two pages or on none.</summary>
    public static IQueryable<Payment> InOrder(this IQueryable<Payment> payments, PaymentSort sort, bool descending) => (sort, descending) switch
    {
        (PaymentSort.Amount, true) => payments.OrderByDescending(payment => payment.Amount).ThenByDescending(payment => payment.CreatedAt).ThenByDescending(payment => payment.Id),
        (PaymentSort.Amount, false) => payments.OrderBy(payment => payment.Amount).ThenByDescending(payment => payment.CreatedAt).ThenByDescending(payment => payment.Id),
        (_, true) => payments.OrderByDescending(payment => payment.CreatedAt).ThenByDescending(payment => payment.Id),
        _ => payments.OrderBy(payment => payment.CreatedAt).ThenBy(payment => payment.Id),
    };
}
