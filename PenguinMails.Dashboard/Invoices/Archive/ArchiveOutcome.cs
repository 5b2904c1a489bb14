namespace PenguinMails.Dashboard.Invoices.Archive;

/// <summary>An invoice that is not in the archive, by its number, and why.</summary>
public sealed record ArchiveFailure(string InvoiceId, string Number, string Why);

/// <param name="Done">Packed or failed.</param>
public sealed record ArchiveProgress(int Done, int Of);

public abstract record ArchiveOutcome
{
    /// <param name="Token">Opens it at <c>/invoices/archive/{token}</c> for a while.</param>
    public sealed record Ready(Guid Token, int Packed, long Bytes, IReadOnlyList<ArchiveFailure> Failures) : ArchiveOutcome;

    /// <summary>Not one document could be had.</summary>
    public sealed record Empty(IReadOnlyList<ArchiveFailure> Failures) : ArchiveOutcome;

    public sealed record TooMany(int Most) : ArchiveOutcome;

    public sealed record NotAllowed : ArchiveOutcome;

    private ArchiveOutcome()
    {
    }
}
