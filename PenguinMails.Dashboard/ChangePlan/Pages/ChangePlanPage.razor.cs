using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan.Pages;

/// <summary>
/// Compares what is with what could be, says to the cent what it costs, and does that. What is looked at stands in the address,
/// so that a link leads to it and the way back works.
/// </summary>
public sealed partial class ChangePlanPage
{
    private Overview? _overview;
    private IReadOnlyList<Plan>? _plans;
    private IReadOnlyList<AddOn> _addOns = [];
    private IReadOnlyList<SubscriptionItem> _items = [];
    private PlanQuote? _quote;
    private ChangeOutcome? _outcome;
    private ChangeWish? _quotedFor;
    private bool _quoting;
    private bool _busy;

    [Inject] private ChangeReader Reader { get; set; } = default!;

    [Inject] private PlanChanges Changes { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery] private string? Plan { get; set; }

    [SupplyParameterFromQuery] private string? Cycle { get; set; }

    [SupplyParameterFromQuery(Name = "add_on")] private string? AddOn { get; set; }

    [SupplyParameterFromQuery] private int? Quantity { get; set; }

    private bool IsAboutAddOn => AddOn is not null;

    private BillingCycle ChosenCycle => IsAboutAddOn ? _overview!.Subscription!.BillingCycle : BillingCycles.Parse(Cycle) ?? _overview!.Subscription!.BillingCycle;

    private Plan? Target => IsAboutAddOn ? _overview?.Plan : _plans?.FirstOrDefault(plan => plan.Id == (Plan ?? _overview?.Subscription?.PlanId));

    private bool IsCurrent => Target?.Id == _overview?.Subscription?.PlanId && ChosenCycle == _overview?.Subscription?.BillingCycle;

    private string? Lead => _overview is { Subscription: { } subscription, Plan: { } plan }
        ? $"You are on {plan.Name}, {subscription.Price} {subscription.BillingCycle.Per()}."
        : null;

    private string QuoteTitle => IsAboutAddOn ? _addOns.FirstOrDefault(addOn => addOn.Id == AddOn)?.Name ?? "Add-on" : "What it costs";

    private ChangeObstacle? Blocked => _overview switch
    {
        { State: SubscriptionState.Active or SubscriptionState.Trialing, Subscription.CancelAtPeriodEnd: true } => ChangeObstacle.Ending,
        { State: SubscriptionState.Active or SubscriptionState.Trialing } => null,
        { State: SubscriptionState.PastDue or SubscriptionState.Suspended or SubscriptionState.Incomplete } => ChangeObstacle.PaymentOpen,
        _ => ChangeObstacle.NoSubscription,
    };

    protected override async Task ReadAsync(CancellationToken ct)
    {
        (_overview, _plans, _addOns, _items) = await Reader.ReadAsync(Caller!, ct);
        // Confirmed at the bank, in another window.
        if (_outcome is ChangeOutcome.NeedsConfirmation && !IsAboutAddOn && IsCurrent)
            _outcome = new ChangeOutcome.Changed();
    }

    // Whenever something else is looked at, or a reading that had failed came after all; never while prerendering.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Wish == _quotedFor)
            return;
        // What became of the last change is told until another is looked at.
        if (Wish is not null)
            _outcome = null;
        await QuoteAsync();
        StateHasChanged();
    }

    private ChangeWish? Wish => _overview is null || Caller?.ManagesBilling != true || Blocked is not null || Target is not { } target || (IsCurrent && !IsAboutAddOn)
        ? null
        : new ChangeWish(target.Id, ChosenCycle, AddOn, Quantity ?? 0);

    private async Task QuoteAsync()
    {
        (_quotedFor, _quote) = (Wish, null);
        if (Wish is not { } wish)
            return;
        _quoting = true;
        StateHasChanged();
        try
        {
            var outcome = await Changes.QuoteAsync(Caller!, wish, Left);
            _quote = (outcome as ChangeOutcome.Quoted)?.Quote;
            _outcome = outcome is ChangeOutcome.Quoted ? _outcome : outcome;
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // Left while Stripe was asked.
        }
        finally
        {
            _quoting = false;
        }
    }

    private async Task ConfirmAsync()
    {
        _busy = true;
        try
        {
            // Not given up when the page is left: a payment is under way.
            _outcome = await Changes.ConfirmAsync(Caller!, _quote!.Id, CancellationToken.None);
            _quote = _outcome is ChangeOutcome.QuoteChanged changed ? changed.Quote : null;
            if (_outcome is ChangeOutcome.Declined or ChangeOutcome.StripeUnavailable)
                await QuoteAsync();
            if (_outcome is ChangeOutcome.Changed or ChangeOutcome.Scheduled)
                Navigation.NavigateTo("/change-plan", replace: true);
        }
        finally
        {
            _busy = false;
        }

        await ReloadAsync();
    }

    private async Task KeepAsync()
    {
        _busy = true;
        try
        {
            _outcome = await Changes.KeepAsync(Caller!, CancellationToken.None);
        }
        finally
        {
            _busy = false;
        }

        await ReloadAsync();
    }

    private string? NameOf(string? planId) => _plans?.FirstOrDefault(plan => plan.Id == planId)?.Name;
}
