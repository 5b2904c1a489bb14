using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Dashboard.Admin;

/// <summary>An operators' page about webhooks: reads again when something is begun or done, and now and then, for what nobody announces.</summary>
public abstract class WebhookComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _left = new();
    private IDisposable? _watch;
    private ITimer? _timer;

    [CascadingParameter] private Task<AuthenticationState> State { get; set; } = default!;

    [Inject] private BillingFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private protected WebhookDesk Desk { get; set; } = default!;

    protected Caller? Caller { get; private set; }

    /// <summary>Whether the last reading failed; what was read before is still shown.</summary>
    protected bool ReadFailed { get; private set; }

    protected abstract Task ReadAsync(CancellationToken ct);

    protected override async Task OnInitializedAsync()
    {
        Caller = Caller.From((await State).User);
        if (RendererInfo.IsInteractive)
        {
            _watch = Feed.Watch(PlatformTrail.Topic, () => InvokeAsync(ReloadAsync));
            _timer = Time.CreateTimer(_ => _ = InvokeAsync(ReloadAsync), null, Every, Every);
        }

        await ReloadAsync();
    }

    protected async Task ReloadAsync()
    {
        try
        {
            await ReadAsync(_left.Token);
            ReadFailed = false;
        }
        catch (Exception) when (_left.IsCancellationRequested)
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
        _timer?.Dispose();
        _left.Cancel();
        GC.SuppressFinalize(this);
    }
}
