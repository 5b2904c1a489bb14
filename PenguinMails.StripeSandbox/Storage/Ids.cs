using System.Security.Cryptography;

namespace PenguinMails.StripeSandbox.Storage;

/// <summary>Ids in Stripe's own forms: a prefix that tells the resource and enough randomness never to meet.</summary>
internal static class Ids
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly Dictionary<string, (string Prefix, int Length)> Forms = new()
    {
        ["customer"] = ("cus_", 14), ["product"] = ("prod_", 14), ["subscription_item"] = ("si_", 14),
        ["price"] = ("price_1", 23), ["subscription"] = ("sub_1", 23), ["invoice"] = ("in_1", 23), ["line_item"] = ("il_1", 23),
        ["invoiceitem"] = ("ii_1", 23), ["invoice_payment"] = ("inpay_1", 23), ["payment_intent"] = ("pi_3", 23),
        ["charge"] = ("ch_3", 23), ["refund"] = ("re_3", 23), ["balance_transaction"] = ("txn_3", 23),
        ["setup_intent"] = ("seti_1", 23), ["payment_method"] = ("pm_1", 23), ["checkout.session"] = ("cs_test_a1", 56),
        ["item"] = ("li_1", 23), ["event"] = ("evt_1", 23), ["coupon"] = ("", 8), ["promotion_code"] = ("promo_1", 23),
        ["discount"] = ("di_1", 23), ["tax_id"] = ("txi_1", 23), ["tax_rate"] = ("txr_1", 23),
        ["customer_balance_transaction"] = ("cbtxn_1", 23), ["credit_note"] = ("cn_1", 23), ["dispute"] = ("dp_1", 23),
        ["webhook_endpoint"] = ("we_1", 23), ["billing_portal.session"] = ("bps_1", 23), ["billing_portal.configuration"] = ("bpc_1", 23),
        ["subscription_schedule"] = ("sub_sched_1", 23), ["billing.meter"] = ("mtr_test_61", 30),
        ["test_helpers.test_clock"] = ("clock_1", 23),
        ["request"] = ("req_", 14), ["fingerprint"] = ("", 16), ["secret"] = ("whsec_", 32), ["prefix"] = ("", 8),
    };

    public static string New(string kind)
    {
        var (prefix, length) = Forms.GetValueOrDefault(kind, ("obj_", 16));
        return prefix + RandomNumberGenerator.GetString(Letters, length);
    }

    public static string Random(int length) => RandomNumberGenerator.GetString(Letters, length);
}
