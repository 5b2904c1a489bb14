namespace PenguinMails.Dashboard.Accounts;

/// <summary>What an API key may be used for.</summary>
[Flags]
public enum ApiScopes
{
    None = 0,

    /// <summary>Every reading call.</summary>
    Read = 1,

    /// <summary>Every changing call, but reporting usage.</summary>
    Write = 2,

    /// <summary>Reporting usage, and nothing else: for the services that send mails.</summary>
    Usage = 4,

    All = Read | Write | Usage,
}

/// <summary>The scope that an endpoint needs, where the method alone does not say it.</summary>
public sealed record NeedsScope(ApiScopes Scope)
{
    /// <summary>What a call needs: what its endpoint says, else by its method.</summary>
    public static ApiScopes Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<NeedsScope>()?.Scope
        ?? (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? ApiScopes.Read
            // Reporting usage is told by its address, so that the room that takes it need not know of scopes.
            : http.Request.Path.StartsWithSegments("/api/v1/billing/usage") ? ApiScopes.Usage : ApiScopes.Write);
}
