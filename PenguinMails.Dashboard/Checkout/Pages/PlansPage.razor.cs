using Microsoft.AspNetCore.Components;
using MudBlazor;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Checkout.Pages;

/// <summary>The plans, what the tenant has of them, and the way to Checkout. A visitor is led through sign-up first.</summary>
public sealed partial class PlansPage
{
    private IReadOnlyList<Plan>? _plans;
    private Overview? _overview;
    private BillingCycle _cycle = BillingCycle.Monthly;
    private bool _withTrial;
    private string? _choosing;
    private Notice? _notice;

    [Inject] private Catalogue Catalogue { get; set; } = default!;

    [Inject] private BillingOverview Overviews { get; set; } = default!;

    [Inject] private CheckoutService Checkout { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery] private string? Cycle { get; set; }

    [SupplyParameterFromQuery] private string? Trial { get; set; }

    [SupplyParameterFromQuery(Name = "canceled")] private string? CameBack { get; set; }

    private bool Canceled => CameBack is not null;

    private bool TrialOffered => _overview is null or { TrialAvailable: true, State: SubscriptionState.None or SubscriptionState.Incomplete };

    protected override void OnParametersSet()
    {
        _cycle = BillingCycles.Parse(Cycle) ?? _cycle;
        _withTrial = Trial is not null || _withTrial;
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        if (Caller?.TenantId is not null)
            _overview = await Overviews.ReadAsync(Caller, ct);
        _plans = await Catalogue.OnSaleAsync(ct);
    }

    private void ChooseCycle(BillingCycle cycle) =>
        // In the address too, so that a link and the way back from Checkout keep the choice.
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["cycle"] = cycle.Word(), ["canceled"] = null }), replace: true);

    private PlanStanding StandingOf(Plan plan)
    {
        if (plan.ContactSales)
            return PlanStanding.ContactSales;
        var mine = _overview?.Subscription;
        var live = _overview?.State is SubscriptionState.Active or SubscriptionState.Trialing or SubscriptionState.PastDue or SubscriptionState.Suspended;
        if (live && mine?.PlanId == plan.Id && mine.BillingCycle == _cycle)
            return PlanStanding.Current;
        if (live)
            return PlanStanding.NotNow;
        return Caller is null || Caller.ManagesBilling ? PlanStanding.Open : PlanStanding.LookOnly;
    }

    private async Task ChooseAsync(Plan plan)
    {
        if (Caller is null)
        {
            Navigation.NavigateTo($"/sign-up?returnUrl={Uri.EscapeDataString($"/plans?cycle={_cycle.Word()}")}", forceLoad: true);
            return;
        }

        _notice = null;
        _choosing = plan.Id;
        try
        {
            var wish = new CheckoutWish(
                plan.Id, _cycle, _withTrial && TrialOffered,
                Navigation.ToAbsoluteUri("/billing/success").ToString() + "?session_id={CHECKOUT_SESSION_ID}",
                Navigation.ToAbsoluteUri($"/plans?canceled=1&cycle={_cycle.Word()}{(_withTrial ? "&trial=1" : "")}").ToString());
            Follow(await Checkout.StartAsync(Caller, wish, Left));
        }
        finally
        {
            _choosing = null;
        }
    }

    private void Follow(CheckoutOutcome outcome)
    {
        switch (outcome)
        {
            case CheckoutOutcome.Redirect redirect:
                Navigation.NavigateTo(redirect.Url.ToString(), forceLoad: true);
                return;
            case CheckoutOutcome.ContactSales:
                Navigation.NavigateTo("mailto:sales@penguinmails.com", forceLoad: true);
                return;
            default:
                _notice = Notice.Of(outcome);
                return;
        }
    }

    private sealed record Notice(Severity Severity, string Text)
    {
        public static Notice Of(CheckoutOutcome outcome) => outcome switch
        {
            CheckoutOutcome.AlreadySubscribed => new(Severity.Info, "Your workspace has a subscription already. Nothing was charged again."),
            CheckoutOutcome.NotAllowed => new(Severity.Warning, "Only the owner or a billing admin of your workspace can choose a plan."),
            CheckoutOutcome.NotForSale => new(Severity.Warning, "This plan cannot be bought just now. Nothing was charged; please choose another or write to support@penguinmails.com."),
            _ => new(Severity.Error, "Stripe cannot be reached just now. Nothing was charged; please try again in a moment."),
        };
    }
}
