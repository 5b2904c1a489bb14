using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Billing;

namespace PenguinMails.Dashboard.Checkout.Pages;

/// <summary>
/// Where Checkout sends a payer who paid. The page grants nothing: it has Stripe asked, shows what the mirror then says,
/// and hears through the feed when a webhook is faster or Stripe is slow.
/// </summary>
public sealed partial class SuccessPage
{
    private Overview? _overview;
    private ReturnOutcome? _outcome;

    [Inject] private BillingOverview Overviews { get; set; } = default!;

    [Inject] private CheckoutReturn Return { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "session_id")] private string? SessionId { get; set; }

    protected override async Task ReadAsync(CancellationToken ct) => _overview = await Overviews.ReadAsync(Caller!, ct);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (RendererInfo.IsInteractive)
            await ConfirmAsync();
    }

    private async Task ConfirmAsync()
    {
        try
        {
            while ((_outcome = await Return.ConfirmAsync(Caller!, SessionId, Left)) is ReturnOutcome.StripeUnavailable)
            {
                StateHasChanged();
                await Task.Delay(TimeSpan.FromSeconds(3), Time, Left);
            }
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            return;
        }

        await ReloadAsync();
    }
}
