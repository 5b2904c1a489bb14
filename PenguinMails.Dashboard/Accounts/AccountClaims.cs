namespace PenguinMails.Dashboard.Accounts;

/// <summary>The claims that a cookie and an API key both lead to.</summary>
public static class AccountClaims
{
    public const string TenantId = "tenant_id";

    public const string Role = "billing_role";

    public const string Name = "display_name";

    /// <summary>An API key's alone: a person's session has no scopes.</summary>
    public const string Scopes = "api_scopes";
}
