namespace PenguinMails.StripeSandbox.Account;

internal static class AccountEndpoints
{
    public static void Map(Api api) => api.Map("GET", "/v1/account", c => new Reply(Account(c)));

    private static JsonObject Account(ApiCall c)
    {
        var account = new JsonObject
        {
            ["id"] = "acct_1Sandbox00000000",
            ["object"] = "account",
            ["business_profile"] = new JsonObject { ["name"] = "PenguinMails", ["support_email"] = "support@penguinmails.test" },
            ["business_type"] = "company",
            ["charges_enabled"] = true,
            ["country"] = "US",
            ["created"] = c.Work.Now,
            ["default_currency"] = "usd",
            ["details_submitted"] = true,
            ["email"] = "billing@penguinmails.test",
            ["payouts_enabled"] = true,
            ["type"] = "standard",
        };
        Completion.Complete(account);
        return account;
    }
}
