using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>
/// A page about the caller's own tenant that stays current: it watches first, reads second, reads again at every change,
/// and stops when it is left.
/// </summary>
public abstract class CallerComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private IDisposable? _watch;

    [CascadingParameter] private Task<AuthenticationState> State { get; set; } = default!;

    [Inject] private BillingFeed Feed { get; set; } = default!;

    /// <summary>Null for a visitor who is not signed in.</summary>
    protected Caller? Caller { get; private set; }

    /// <summary>Whether the last reading failed; what was read before is still shown.</summary>
    protected bool ReadFailed { get; private set; }

    // Taken once: the source is gone with the page, while what the page began may still ask for its token.
    protected CallerComponent() => Left = _left.Token;

    /// <summary>Ends when the page is left.</summary>
    protected CancellationToken Left { get; }

    protected abstract Task ReadAsync(CancellationToken ct);

    protected override async Task OnInitializedAsync()
    {
        Caller = Caller.From((await State).User);
        if (Caller?.TenantId is { } tenant && RendererInfo.IsInteractive)
            _watch = Feed.Watch(tenant, () => InvokeAsync(ReloadAsync));
        await ReloadAsync();
    }

    protected async Task ReloadAsync()
    {
        try
        {
            await ReadAsync(Left);
            ReadFailed = false;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            ReadFailed = true;
        }

        StateHasChanged();
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _left.Cancel();
        _left.Dispose();
        GC.SuppressFinalize(this);
    }
}
