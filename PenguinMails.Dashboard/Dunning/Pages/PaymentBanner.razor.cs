using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Dunning.Collecting;
using PenguinMails.Dashboard.Dunning.Reading;

namespace PenguinMails.Dashboard.Dunning.Pages;

public sealed partial class PaymentBanner
{
    private PaymentNotice? _notice;
    private bool _busy;
    private string? _said;

    [Inject] private PaymentNotices Notices { get; set; } = default!;

    [Inject] private RetryPayment Retry { get; set; } = default!;

    [Inject] private FirstPayment First { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    // A visitor, and PenguinMails' own people, have no payments here.
    protected override async Task ReadAsync(CancellationToken ct)
    {
        _notice = Caller?.TenantId is null ? null : await Notices.ReadAsync(Caller, ct);
        if (_notice?.Kind is not NoticeKind.Failed)
            _said = null;
    }

    private Task RetryAsync() => ActAsync(async () => RetryWords.Of(await Retry.RetryAsync(Caller!, _notice!.SeenCount, CancellationToken.None)));

    private Task StartOverAsync() => ActAsync(async () =>
    {
        var outcome = await First.StartOverAsync(Caller!, CancellationToken.None);
        if (outcome is StartOverOutcome.Done)
            Navigation.NavigateTo("/plans");
        return outcome is StartOverOutcome.StripeUnavailable ? RetryWords.Unavailable : null;
    });

    private async Task ActAsync(Func<Task<string?>> act)
    {
        (_busy, _said) = (true, null);
        StateHasChanged();
        var said = await act();
        await ReloadAsync();
        (_busy, _said) = (false, said);
    }

    private async Task DismissAsync()
    {
        if (_notice?.CaseId is { } id)
            await Notices.SeenAsync(Caller!, id, CancellationToken.None);
        _notice = null;
    }
}
