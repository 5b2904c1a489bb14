namespace PenguinMails.StripeSandbox.PaymentMethods;

/// <summary>https://docs.stripe.com/testing</summary>
internal static class TestCards
{
    public static readonly TestCard[] All =
    [
        new("4242424242424242", "visa", Name: "visa"),
        new("4000056655665556", "visa", Name: "visa_debit", Funding: "debit"),
        new("5555555555554444", "mastercard", Name: "mastercard"),
        new("2223003122003222", "mastercard"),
        new("5200828282828210", "mastercard", Name: "mastercard_debit", Funding: "debit"),
        new("5105105105105100", "mastercard", Name: "mastercard_prepaid", Funding: "prepaid"),
        new("378282246310005", "amex", Name: "amex"),
        new("371449635398431", "amex"),
        new("6011111111111117", "discover", Name: "discover"),
        new("3056930009020004", "diners", Name: "diners"),
        new("3566002020360505", "jcb", Name: "jcb"),
        new("6200000000000005", "unionpay", Name: "unionpay"),
        new("4000002760000016", "visa", Name: "de", Country: "DE"),
        new("4000008260000000", "visa", Name: "gb", Country: "GB"),
        new("4000000000000002", "visa", Behaviours.Declines + "generic_decline", "visa_chargeDeclined"),
        new("4000000000000002", "visa", Behaviours.Declines + "generic_decline", "chargeDeclined"),
        new("4000000000009995", "visa", Behaviours.Declines + "insufficient_funds", "visa_chargeDeclinedInsufficientFunds"),
        new("4000000000009995", "visa", Behaviours.Declines + "insufficient_funds", "chargeDeclinedInsufficientFunds"),
        new("4000000000009987", "visa", Behaviours.Declines + "lost_card", "visa_chargeDeclinedLostCard"),
        new("4000000000009979", "visa", Behaviours.Declines + "stolen_card", "visa_chargeDeclinedStolenCard"),
        new("4000000000000069", "visa", Behaviours.Declines + "expired_card", "chargeDeclinedExpiredCard"),
        new("4000000000000127", "visa", Behaviours.Declines + "incorrect_cvc", "chargeDeclinedIncorrectCvc"),
        new("4000000000000119", "visa", Behaviours.Declines + "processing_error", "chargeDeclinedProcessingError"),
        new("4000000000006975", "visa", Behaviours.Declines + "card_velocity_exceeded", "visa_chargeDeclinedVelocityLimitExceeded"),
        new("4100000000000019", "visa", Behaviours.Declines + "fraudulent", "radarBlock"),
        new("4000000000000341", "visa", Behaviours.DeclinesLater + "generic_decline", "chargeCustomerFail"),
        new("4000002760003184", "visa", Behaviours.Authenticates, "authenticationRequired", Country: "DE"),
        new("4000000000003220", "visa", Behaviours.Authenticates, "threeDSecure2Required"),
        new("4000000000003063", "visa", Behaviours.Authenticates, "threeDSecureRequired"),
        new("4000002500003155", "visa", Behaviours.AuthenticatesOnSetup, "authenticationRequiredOnSetup", Country: "FR"),
        new("4000003800000446", "visa", Behaviours.AuthenticatesOnSetup, "authenticationRequiredSetupForOffSession"),
        new("4000008260003178", "visa", Behaviours.AuthenticatesThenDeclines + "insufficient_funds", "authenticationRequiredChargeDeclinedInsufficientFunds", Country: "GB"),
        new("4000008400001629", "visa", Behaviours.AuthenticatesThenDeclines + "generic_decline", "threeDSecureRequiredChargeDeclined"),
        new("4000000000000259", "visa", Behaviours.Disputes + "fraudulent", "createDispute"),
        new("4000000000002685", "visa", Behaviours.Disputes + "product_not_received", "createDisputeProductNotReceived"),
    ];
}
