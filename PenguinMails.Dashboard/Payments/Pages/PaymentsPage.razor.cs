using Microsoft.AspNetCore.Components;
using MudBlazor;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Payments.Pages;

/// <summary>The list. What it shows stands in the address; the address changes with every filter, and the list with every address.</summary>
public sealed partial class PaymentsPage
{
    private MudDataGrid<PaymentLine>? _grid;
    private PaymentView _view = PaymentView.Plain;
    private int _page;
    private bool _gridRead;
    private bool _gridFailed;

    [Inject] private PaymentHistory History { get; set; } = default!;

    [Inject] private Viewer Viewer { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery] private string? Status { get; set; }

    [SupplyParameterFromQuery] private string? From { get; set; }

    [SupplyParameterFromQuery] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "q")] private string? Search { get; set; }

    [SupplyParameterFromQuery] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private string? PageNumber { get; set; }

    [SupplyParameterFromQuery] private string? Problem { get; set; }

    private string CsvAddress => Navigation.GetUriWithQueryParameters("/payments/export.csv", _view.Query().Where(part => part.Key is not ("sort" or "page")).ToDictionary());

    private PaymentView Asked => PaymentView.Parse(Status, From, To, Search, Sort, PageNumber);

    protected override Task OnInitializedAsync()
    {
        // Before the list is drawn for the first time, since its columns take their order from here.
        (_view, _page) = (Asked, Asked.Page - 1);
        return base.OnInitializedAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Asked == _view || _grid is null)
            return;
        (_view, _page) = (Asked, Asked.Page - 1);
        await _grid.ReloadServerData();
    }

    protected override Task ReadAsync(CancellationToken ct) => _grid?.ReloadServerData() ?? Task.CompletedTask;

    private async Task<GridData<PaymentLine>> ReadPageAsync(GridState<PaymentLine> state, CancellationToken ct)
    {
        if (Caller is null)
            return new GridData<PaymentLine> { Items = [], TotalItems = 0 };
        var sort = state.SortDefinitions.FirstOrDefault();
        Show(_view with { Page = state.Page + 1, Sort = sort?.SortBy.EndsWith("Amount", StringComparison.Ordinal) == true ? PaymentSort.Amount : PaymentSort.Date, Descending = sort?.Descending ?? true });
        try
        {
            var page = await History.PageAsync(Caller, _view.Filter(Viewer), _view.Sort, _view.Descending, state.Page * state.PageSize, state.PageSize, ct);
            Note(failed: false);
            return new GridData<PaymentLine> { Items = page.Lines, TotalItems = page.Total };
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            Note(failed: true);
            return new GridData<PaymentLine> { Items = [], TotalItems = 0 };
        }
    }

    // The list draws its rows itself; what stands around it is this page's to draw.
    private void Note(bool failed)
    {
        var changed = failed != _gridFailed;
        (_gridRead, _gridFailed) = (true, failed);
        if (changed)
            StateHasChanged();
    }

    private async Task FilterAsync(PaymentView view)
    {
        if (view == _view)
            return;
        _page = 0;
        Show(view with { Page = 1 });
        await _grid!.ReloadServerData();
    }

    private async Task OrderAsync(string order)
    {
        var view = PaymentView.Parse(null, null, null, null, order, null);
        var column = $"{nameof(PaymentLine.Payment)}.{(view.Sort is PaymentSort.Amount ? nameof(Billing.Mirror.Payment.Amount) : nameof(Billing.Mirror.Payment.CreatedAt))}";
        await _grid!.SetSortAsync(column, view.Descending ? SortDirection.Descending : SortDirection.Ascending, line => line.Payment.CreatedAt);
    }

    // Replaced, not added: the way back leads to the page before the list, and the way back to the list finds it as it was.
    private void Show(PaymentView view)
    {
        if (view == _view)
            return;
        _view = view;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(view.Query()), replace: true);
    }

    private SortDirection DirectionOf(PaymentSort sort) =>
        sort != _view.Sort ? SortDirection.None : _view.Descending ? SortDirection.Descending : SortDirection.Ascending;
}
