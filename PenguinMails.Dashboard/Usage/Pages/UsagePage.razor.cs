using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Look;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Usage.Tips;

namespace PenguinMails.Dashboard.Usage.Pages;

/// <summary>What the tenant used, what it may still use, and what becomes of more.</summary>
public sealed partial class UsagePage
{
    private UsageView? _view;
    private IReadOnlyList<SavingTip> _tips = [];

    [Inject] private UsageReader Usage { get; set; } = default!;

    [Inject] private Catalogue Catalogue { get; set; } = default!;

    [Inject] private Viewer Viewer { get; set; } = default!;

    private string? Lead => _view switch
    {
        null => null,
        { Span: { } span, Plan: { } plan, State: SubscriptionState.Suspended } => $"{plan.Name}, {Days(span)}. Sending is paused until the open invoice is paid.",
        { Span: { } span, Plan: { } plan, State: SubscriptionState.Trialing } => $"{plan.Name} trial, {Days(span)}.",
        { Span: { } span, Plan: { } plan } => $"{plan.Name}, {Days(span)}.",
        { Span: { } span } => $"{Days(span)}.",
        { History.Count: > 0 } => "The subscription has ended. What was counted stays readable.",
        _ => null,
    };

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var view = await Usage.ReadAsync(Caller!, ct);
        _tips = SavingTips.Of(view, await Catalogue.OnSaleAsync(ct));
        _view = view;
    }

    private string Days(Periods.UsageSpan span) => $"{Viewer.Date(span.Start)} to {Viewer.Date(span.End)}";
}
