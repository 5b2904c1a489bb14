using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Invoices.Archive;

namespace PenguinMails.Dashboard.Invoices.Pages;

public sealed partial class ArchivePanel
{
    private CancellationTokenSource? _work;
    private ArchiveProgress? _progress;
    private ArchiveOutcome? _outcome;
    private bool _stopped;
    private bool _left;

    [CascadingParameter] private Task<AuthenticationState> State { get; set; } = default!;

    [Parameter, EditorRequired] public IReadOnlyCollection<Invoice> Selected { get; set; } = [];

    /// <summary>All that was selected is in the archive.</summary>
    [Parameter] public EventCallback Cleared { get; set; }

    private IReadOnlyList<ArchiveFailure> Failures => _outcome switch
    {
        ArchiveOutcome.Ready ready => ready.Failures,
        ArchiveOutcome.Empty empty => empty.Failures,
        _ => [],
    };

    private int Percent => _progress is { Of: > 0 } progress ? progress.Done * 100 / progress.Of : 0;

    private async Task PackAsync(IReadOnlyCollection<string> ids)
    {
        (_outcome, _progress, _stopped) = (null, null, false);
        using var work = _work = new CancellationTokenSource();
        try
        {
            _outcome = await Archive.PackAsync(Caller.From((await State).User)!, ids, new Shown(this), work.Token);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            _stopped = true;
        }
        finally
        {
            _work = null;
        }

        if (_left || _outcome is not ArchiveOutcome.Ready ready)
            return;
        if (ready.Failures.Count == 0)
            await Cleared.InvokeAsync();
        // A file, so the page stays; the link beside it is for whom the browser asked in vain.
        Navigation.NavigateTo(Address(ready), forceLoad: true);
    }

    private void Stop() => _work?.Cancel();

    private static string Address(ArchiveOutcome.Ready ready) => $"/invoices/archive/{ready.Token}";

    private static string SizeOf(long bytes) =>
        bytes < 1_000_000 ? $"{Math.Max(1, bytes / 1000)} kB" : $"{(bytes / 1_000_000d).ToString("0.0", CultureInfo.InvariantCulture)} MB";

    public void Dispose()
    {
        _left = true;
        _work?.Cancel();
    }

    /// <summary>Draws each step; it is reported from wherever the document came in.</summary>
    private sealed class Shown(ArchivePanel panel) : IProgress<ArchiveProgress>
    {
        public void Report(ArchiveProgress value) => _ = panel.InvokeAsync(() =>
        {
            panel._progress = value;
            panel.StateHasChanged();
        });
    }
}
