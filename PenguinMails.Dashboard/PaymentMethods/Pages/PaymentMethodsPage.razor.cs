using Microsoft.AspNetCore.Components;
using MudBlazor;
using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.PaymentMethods.Pages;

/// <summary>The cards, which of them pays, and what can be done with each.</summary>
public sealed partial class PaymentMethodsPage
{
    private Wallet? _wallet;
    private Notice? _notice;
    private string? _busy;
    private bool _makeDefault = true;

    [Inject] private Wallets Wallets { get; set; } = default!;

    [Inject] private CardChanges Changes { get; set; } = default!;

    [Inject] private AddCard Adding { get; set; } = default!;

    [Inject] private AddedCard Added { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    /// <summary>Set where somebody comes back from Stripe's portal.</summary>
    [SupplyParameterFromQuery] private string? Returned { get; set; }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (!RendererInfo.IsInteractive || Caller is null)
            return;
        try
        {
            if (Returned is not null)
                await Changes.RefreshAsync(Caller, Left);
            await Added.FinishAsync(Caller, Left);
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The page was left; the next visit finishes it.
        }
    }

    protected override async Task ReadAsync(CancellationToken ct) => _wallet = await Wallets.ReadAsync(Caller!, ct);

    private Task MakeDefaultAsync(CardLine line, Guid intent) => ChangeAsync(
        line, () => Changes.MakeDefaultAsync(Caller!, line.Method.Id, intent.ToString(), Left),
        done: card => $"{card.Name} pays from now on.",
        // Another try of the same press: whatever Stripe did already is not done twice.
        again: () => MakeDefaultAsync(line, intent));

    private async Task RemoveAsync(CardLine line)
    {
        var sure = await Dialogs.ShowMessageBoxAsync(
            $"Remove {line.Card.Name}?", "It is taken off at Stripe, and can only come back by being typed in again. Nothing is charged.",
            yesText: "Remove card", cancelText: "Keep it");
        if (sure == true)
            await RemoveNowAsync(line);
    }

    private Task RemoveNowAsync(CardLine line) => ChangeAsync(
        line, () => Changes.RemoveAsync(Caller!, line.Method.Id, Left), done: card => $"{card.Name} was removed.", again: () => RemoveNowAsync(line));

    private async Task ChangeAsync(CardLine line, Func<Task<CardOutcome>> change, Func<Card, string> done, Func<Task> again)
    {
        (_busy, _notice) = (line.Method.Id, null);
        try
        {
            _notice = await change() switch
            {
                CardOutcome.Done changed => new Notice(Severity.Success, done(changed.Card)),
                CardOutcome.Needed needed => new Notice(Severity.Warning, CardWords.Why(needed.Why)),
                CardOutcome.NotAllowed => new Notice(Severity.Warning, "Only the owner or a billing admin of your workspace can change cards."),
                CardOutcome.StripeUnavailable => new Notice(Severity.Error, "Stripe cannot be reached just now. Please try again in a moment.", again),
                _ => new Notice(Severity.Info, "This card is no longer on file."),
            };
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _busy = null;
        }

        await ReloadAsync();
    }

    private async Task AddAsync()
    {
        (_busy, _notice) = ("new", null);
        var wish = new AddCardWish(
            _makeDefault, Navigation.ToAbsoluteUri("/payment-methods/added").ToString() + "?session_id={CHECKOUT_SESSION_ID}", Navigation.ToAbsoluteUri("/payment-methods").ToString());
        switch (await Adding.StartAsync(Caller!, wish, Left))
        {
            case AddCardOutcome.Redirect redirect:
                Navigation.NavigateTo(redirect.Url.ToString(), forceLoad: true);
                return;
            case AddCardOutcome.NotAllowed:
                _notice = new Notice(Severity.Warning, "Only the owner or a billing admin of your workspace can add cards.");
                break;
            default:
                _notice = new Notice(Severity.Error, "Stripe cannot be reached just now, so its page for cards cannot be opened.", AddAsync);
                break;
        }

        _busy = null;
    }

    private sealed record Notice(Severity Severity, string Text, Func<Task>? Retry = null);
}
