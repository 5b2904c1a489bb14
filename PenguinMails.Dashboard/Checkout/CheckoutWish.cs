using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Checkout;

/// <summary>What a tenant asks to buy, and where Stripe shall send the payer afterwards. Both addresses have been checked by whoever made this.</summary>
public sealed record CheckoutWish(string PlanId, BillingCycle Cycle, bool WithTrial, string SuccessUrl, string CancelUrl);
