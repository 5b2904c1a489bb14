using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Cancellation.Pages;

/// <summary>The way out: why, an offer, what it means, and a confirmation; afterwards the way back.</summary>
public sealed partial class CancelPage
{
    private Overview? _overview;
    private CancellationOutcome? _outcome;
    private bool _offerMade;
    private bool _busy;

    [Inject] private BillingOverview Overviews { get; set; } = default!;

    [Inject] private Cancellations Cancellations { get; set; } = default!;

    private bool IsEnding => _overview is { State: SubscriptionState.Active or SubscriptionState.Trialing or SubscriptionState.PastDue, Subscription.CancelAtPeriodEnd: true };

    private string Title => _overview?.State is SubscriptionState.Canceled or SubscriptionState.Expired ? "Reactivate"
        : IsEnding ? "Your subscription is canceled" : "Cancel subscription";

    private string? Lead => IsEnding || _overview is not { Plan: { } plan, Subscription: { } subscription } || !SubscriptionStatus.IsLive(subscription.Status)
        ? null
        : $"{plan.Name}, paid until {Viewer.Date(subscription.CurrentPeriodEnd)}. Nothing ends before you confirm.";

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _overview = await Overviews.ReadAsync(Caller!, ct);
        _offerMade = await Cancellations.IsOfferMadeAsync(Caller!, ct);
    }

    private Task CancelAsync(CancelAnswers answers) => DoAsync(() => Cancellations.CancelAsync(Caller!, answers.Reason, answers.Comment, CancellationToken.None));

    private Task TakeOfferAsync(CancelAnswers answers) => DoAsync(() => Cancellations.TakeOfferAsync(Caller!, answers.Reason, answers.Comment, CancellationToken.None));

    private Task UndoAsync() => DoAsync(() => Cancellations.UndoAsync(Caller!, CancellationToken.None));

    // Not given up when the page is left: what was confirmed is carried out.
    private async Task DoAsync(Func<Task<CancellationOutcome>> work)
    {
        _busy = true;
        try
        {
            _outcome = await work();
        }
        finally
        {
            _busy = false;
        }

        await ReloadAsync();
    }
}
