using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Look.Search;

namespace PenguinMails.Dashboard.Shell.Search;

/// <summary>What quick search finds beyond what rooms register themselves.</summary>
internal static class SearchEntries
{
    public static readonly IReadOnlyList<SearchEntry> All =
    [
        new("Overview", "billing home subscription next charge", "/billing", Policies.Tenant),
        new("Plans", "prices compare starter professional business enterprise choose", "/plans", null),
        new("Change plan", "upgrade downgrade annual monthly switch add-ons seats", "/change-plan", Policies.ManagesBilling, SearchEntry.Action),
        new("Usage", "emails sent limits overage budget seats domains workspaces", "/usage", Policies.Tenant),
        new("Invoices", "bills pdf receipts tax download", "/invoices", Policies.ManagesBilling),
        new("Payments", "history receipts refunds charges", "/payments", Policies.ManagesBilling),
        new("Payment methods", "cards credit card default", "/payment-methods", Policies.ManagesBilling),
        new("Update card", "replace credit card expired stripe portal", "/billing/portal", Policies.ManagesBilling, SearchEntry.Action),
        new("Cancel subscription", "end stop quit leave", "/cancel", Policies.ManagesBilling, SearchEntry.Action),
        new("Your account", "profile name email", "/account", null, Condition: SearchCondition.SignedIn),
        new("Change password", "security account", "/account/password", null, SearchEntry.Action, SearchCondition.SignedIn),
        new("Two-factor sign-in", "security authenticator 2fa totp recovery codes", "/account/two-factor", null, Condition: SearchCondition.SignedIn),
        new("Passkeys", "security fingerprint face", "/account/passkeys", null, Condition: SearchCondition.SignedIn),
        new("Sign in", "log in login", "/sign-in", null, Condition: SearchCondition.SignedOut),
        new("Sign up", "register create account", "/sign-up", null, Condition: SearchCondition.SignedOut),
        new("Tenants", "customers companies admin", "/admin", Policies.Operator),
        new("Webhooks", "events health replay resync admin", "/admin/webhooks", Policies.Operator),
    ];
}
