using Microsoft.AspNetCore.Components;
using MudBlazor;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Invoices.Pages;

/// <summary>The list. What it shows stands in the address; the address changes with every filter, and the list with every address.</summary>
public sealed partial class InvoicesPage
{
    private MudDataGrid<Invoice>? _grid;
    private InvoiceView _view = InvoiceView.Plain;
    private HashSet<Invoice> _selected = new(SameInvoice.Comparer);
    private IReadOnlyList<Invoice> _open = [];
    private SubscriptionState? _state;
    private int _page;
    private bool _gridRead;
    private bool _gridFailed;

    [Inject] private InvoiceList List { get; set; } = default!;

    [Inject] private BillingOverview Overviews { get; set; } = default!;

    [Inject] private Viewer Viewer { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery] private string? Status { get; set; }

    [SupplyParameterFromQuery] private string? From { get; set; }

    [SupplyParameterFromQuery] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "q")] private string? Search { get; set; }

    [SupplyParameterFromQuery] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private string? PageNumber { get; set; }

    private string CsvAddress => Navigation.GetUriWithQueryParameters("/invoices/export.csv", _view.Query().Where(part => part.Key is not ("sort" or "page")).ToDictionary());

    private InvoiceView Asked => InvoiceView.Parse(Status, From, To, Search, Sort, PageNumber);

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

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _open = await List.OpenAsync(Caller!, ct);
        _state = (await Overviews.ReadAsync(Caller!, ct)).State;
        if (_grid is not null)
            await _grid.ReloadServerData();
    }

    private async Task<GridData<Invoice>> ReadPageAsync(GridState<Invoice> state, CancellationToken ct)
    {
        if (Caller is null)
            return new GridData<Invoice> { Items = [], TotalItems = 0 };
        Show(_view with { Page = state.Page + 1, Sort = SortOf(state), Descending = state.SortDefinitions.FirstOrDefault()?.Descending ?? true });
        try
        {
            var page = await List.PageAsync(Caller, _view.Filter(Viewer), _view.Sort, _view.Descending, state.Page * state.PageSize, state.PageSize, ct);
            Note(failed: false);
            return new GridData<Invoice> { Items = page.Invoices, TotalItems = page.Total };
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            Note(failed: true);
            return new GridData<Invoice> { Items = [], TotalItems = 0 };
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

    private async Task FilterAsync(InvoiceView view)
    {
        if (view == _view)
            return;
        _page = 0;
        Show(view with { Page = 1 });
        await _grid!.ReloadServerData();
    }

    private async Task OrderAsync(string order)
    {
        var view = InvoiceView.Parse(null, null, null, null, order, null);
        var column = view.Sort is InvoiceSort.Date ? nameof(Invoice.CreatedAt) : view.Sort.ToString();
        await _grid!.SetSortAsync(column, view.Descending ? SortDirection.Descending : SortDirection.Ascending, invoice => invoice.CreatedAt);
    }

    // Replaced, not added: the way back leads to the page before the list, and the way back to the list finds it as it was.
    private void Show(InvoiceView view)
    {
        if (view == _view)
            return;
        _view = view;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(view.Query()), replace: true);
    }

    private void ClearSelection() => _selected = new HashSet<Invoice>(SameInvoice.Comparer);

    private SortDirection DirectionOf(InvoiceSort sort) =>
        sort != _view.Sort ? SortDirection.None : _view.Descending ? SortDirection.Descending : SortDirection.Ascending;

    private static InvoiceSort SortOf(GridState<Invoice> state) => state.SortDefinitions.FirstOrDefault()?.SortBy switch
    {
        nameof(Invoice.Number) => InvoiceSort.Number,
        nameof(Invoice.Status) => InvoiceSort.Status,
        nameof(Invoice.Total) => InvoiceSort.Total,
        _ => InvoiceSort.Date,
    };
}

/// <summary>A selection outlives the rows it was made on: the next reading brings the same invoices as new objects.</summary>
internal sealed class SameInvoice : IEqualityComparer<Invoice>
{
    public static readonly SameInvoice Comparer = new();

    public bool Equals(Invoice? one, Invoice? other) => one?.Id == other?.Id;

    public int GetHashCode(Invoice invoice) => StringComparer.Ordinal.GetHashCode(invoice.Id);
}
