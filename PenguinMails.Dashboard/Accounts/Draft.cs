using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>
/// What somebody typed and has not sent. The server lets a page go whose connection stays away; this keeps its draft beyond that,
/// and gives it back when the page resumes. Stands within the form that it is about. Never for secrets.
/// </summary>
/// <typeparam name="T">The draft as it is kept: plain data.</typeparam>
public sealed class Draft<T> : ComponentBase, IDisposable where T : class
{
    private PersistingComponentStateSubscription? _kept;

    [CascadingParameter] private Task<AuthenticationState>? Session { get; set; }

    [Inject] private PersistentComponentState Store { get; set; } = default!;

    /// <summary>Tells drafts apart: one page has each name once.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>Asked when the page is let go; null where nothing is worth keeping.</summary>
    [Parameter] public Func<T?>? Typed { get; set; }

    /// <summary>Told once what was kept, when the page has come back.</summary>
    [Parameter] public EventCallback<T> Resumed { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Typed is not null)
            _kept = Store.RegisterOnPersisting(KeepAsync, RenderMode.InteractiveServer);
        // In the same window somebody else may have signed in meanwhile; theirs it is not.
        if (Store.TryTakeFromJson<Kept>(Name, out var kept) && kept is not null && kept.Owner == await OwnerAsync())
            await Resumed.InvokeAsync(kept.Typed);
    }

    private async Task KeepAsync()
    {
        if (Typed?.Invoke() is { } typed && await OwnerAsync() is { } owner)
            Store.PersistAsJson(Name, new Kept(owner, typed));
    }

    private async Task<string?> OwnerAsync() =>
        Session is not null && (await Session).User is { Identity.IsAuthenticated: true } user && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? $"{id} of {user.FindFirstValue(AccountClaims.TenantId)}"
            : null;

    public void Dispose() => _kept?.Dispose();

    private sealed record Kept(string Owner, T Typed);
}
