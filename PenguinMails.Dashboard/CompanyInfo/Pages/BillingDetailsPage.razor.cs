using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.CompanyInfo.Pages;

/// <summary>The form of a tenant's billing details. What is typed stays until it is saved or given up, whatever else happens.</summary>
public sealed partial class BillingDetailsPage
{
    private CompanyDetails? _details;
    private CompanyDetails? _theirs;
    private CompanyForm _form = new();
    private Dictionary<string, string> _problems = [];
    private string? _problem;
    private bool _touched;
    private bool _saving;
    private bool _saved;

    [Inject] private CompanyService Company { get; set; } = default!;

    [Inject] private Viewer Viewer { get; set; } = default!;

    private string? Standing => this switch
    {
        { _saving: true } => null,
        { _saved: true } => "Saved. The next invoice carries it.",
        { _touched: true } => "Not saved yet.",
        { _details: { ChangedBy: { } who, ChangedAt: { } at } } => $"Last changed by {who}, {Viewer.DateAndTime(at)}.",
        _ => null,
    };

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var read = await Company.ReadAsync(Caller!, ct);
        // While somebody types here, another's change is told and not put under their hands.
        if (_touched && !_saving && _details is not null && read.Version != _details.Version)
            _theirs = read;
        else if (!_touched)
            Take(read);
    }

    private void Take(CompanyDetails details)
    {
        _form = _details?.Version == details.Version ? _form : CompanyForm.Of(details);
        (_details, _theirs) = (details, null);
    }

    private CompanyDraft? Typed() => _touched ? new CompanyDraft(_form, _details!.Version) : null;

    // What was typed was typed over another state than today's where the version differs: then both are told of.
    private void Resume(CompanyDraft draft)
    {
        (_form, _touched) = (draft.Form, true);
        if (draft.Version != _details!.Version)
            (_theirs, _details) = (_details, _details with { Version = draft.Version });
    }

    private void Type(string field, Action write)
    {
        write();
        (_touched, _saved) = (true, false);
        _problems.Remove(field);
    }

    private void Add() => Type(CompanyFields.Recipients, () => _form.Recipients.Add(new ContactLine()));

    // The lines below move up: their marks would stand at the wrong ones.
    private void Remove(ContactLine line) => Type(CompanyFields.Recipients, () =>
    {
        _form.Recipients.Remove(line);
        _problems = _problems.Where(problem => !problem.Key.StartsWith(CompanyFields.Recipients, StringComparison.Ordinal)).ToDictionary();
    });

    private void TakeTheirs()
    {
        (_touched, _problem, _problems) = (false, null, []);
        Take(_theirs!);
    }

    private void KeepMine() => (_details, _theirs) = (_theirs, null);

    private string? ProblemOf(string field) => _problems.GetValueOrDefault(field);

    // Kinds that only the REST API can have set are shown by Stripe's own word.
    private IEnumerable<(string Type, string Name)> Kinds() =>
        _form.TaxIdType is { Length: > 0 } type && TaxIdKinds.Offered.All(kind => kind.Type != type) ? TaxIdKinds.Offered.Append((type, type)) : TaxIdKinds.Offered;

    private async Task SaveAsync()
    {
        if (_saving)
            return;
        (_saving, _saved, _problem, _problems) = (true, false, null, []);
        try
        {
            Show(await Company.SaveAsync(Caller!, _form.Wish(), _details!.Version, Left));
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            _problem = "The database did not answer. What you typed is still here; please try again.";
        }
        finally
        {
            _saving = false;
        }
    }

    private void Show(CompanyOutcome outcome)
    {
        switch (outcome)
        {
            case CompanyOutcome.Saved saved:
                (_touched, _saved) = (false, true);
                Take(saved.Now);
                break;
            case CompanyOutcome.Invalid invalid:
                _problems = new(invalid.Problems);
                _problem = _problems.Remove(CompanyFields.Whole, out var whole) ? $"Stripe says: {whole}" : "Nothing was saved yet. Please correct what is marked below.";
                break;
            case CompanyOutcome.ChangedMeanwhile changed:
                _theirs = changed.Now;
                break;
            case CompanyOutcome.NotAllowed:
                _problem = "Only the owner or a billing admin of your workspace can change these details.";
                break;
            default:
                _problem = "Stripe cannot be reached just now. Nothing was lost: what you typed is still here; please try again in a moment.";
                break;
        }
    }
}
