using Microsoft.AspNetCore.Authorization;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>The names of the authorization policies.</summary>
public static class Policies
{
    /// <summary>Anybody of a tenant.</summary>
    public const string Tenant = nameof(Tenant);

    /// <summary>Owner or billing admin of a tenant.</summary>
    public const string ManagesBilling = nameof(ManagesBilling);

    /// <summary>PenguinMails' billing operators.</summary>
    public const string Operator = nameof(Operator);

    internal static void Register(AuthorizationOptions options)
    {
        options.AddPolicy(Tenant, policy => policy.RequireAssertion(context => Caller.From(context.User)?.TenantId is not null));
        options.AddPolicy(ManagesBilling, policy => policy.RequireAssertion(context => Caller.From(context.User)?.ManagesBilling == true));
        options.AddPolicy(Operator, policy => policy.RequireAssertion(context => Caller.From(context.User)?.IsOperator == true));
    }
}
