using System.Security.Cryptography;
using System.Text;

namespace PenguinMails.StripeSandbox.PaymentMethods;

/// <summary>Builds payment methods from cards; the number itself goes no further than this.</summary>
internal static class CardDetails
{
    public static JsonObject NewPaymentMethod(UnitOfWork w, TestCard card, long expMonth, long expYear, JsonObject? billing, bool hasCvc = true) => new()
    {
        ["object"] = "payment_method",
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = Billing(billing),
        ["card"] = new JsonObject
        {
            ["brand"] = card.Brand,
            ["checks"] = new JsonObject
            {
                ["address_line1_check"] = null,
                ["address_postal_code_check"] = billing?.FilledStr("address.postal_code") is null ? null : "pass",
                ["cvc_check"] = hasCvc ? "pass" : null,
            },
            ["country"] = card.Country,
            ["display_brand"] = card.Brand,
            ["exp_month"] = expMonth,
            ["exp_year"] = expYear,
            ["fingerprint"] = Fingerprint(card.Number),
            ["funding"] = card.Funding,
            ["generated_from"] = null,
            ["last4"] = card.Last4,
            ["networks"] = new JsonObject { ["available"] = Json.Array([card.Brand]), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        },
        ["created"] = w.Now,
        ["customer"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["type"] = "card",
        ["_behaviour"] = card.Behaviour,
    };

    public static JsonObject Billing(JsonObject? given) => new()
    {
        ["address"] = Address.Of(given?.Obj("address") ?? []),
        ["email"] = given?.FilledStr("email"),
        ["name"] = given?.FilledStr("name"),
        ["phone"] = given?.FilledStr("phone"),
        ["tax_id"] = null,
    };

    /// <summary>"Visa •••• 4242" as people read it.</summary>
    public static string Label(JsonObject pm) => $"{Brand(pm.Text("card.brand"))} •••• {pm.Str("card.last4")}";

    public static string Brand(string brand) => brand switch
    {
        "amex" => "American Express",
        "jcb" => "JCB",
        "unionpay" => "UnionPay",
        "diners" => "Diners Club",
        _ => string.Concat(brand[..1].ToUpperInvariant(), brand.AsSpan(1)),
    };

    private static string Fingerprint(string number) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("sandbox " + number))).Replace('+', 'a').Replace('/', 'b')[..16];
}
