using PenguinMails.Dashboard.Dunning.Cases;

namespace PenguinMails.Dashboard.Dunning.Reading;

/// <summary>A mail of the case that left, or waits to.</summary>
public sealed record CaseMail(DateTimeOffset At, string Subject, int Recipients);

/// <summary>A case with all that happened in it.</summary>
public sealed record CaseFile(
    DunningCase Case, string? InvoiceNumber, IReadOnlyList<DunningStep> Steps, IReadOnlyList<DunningAttempt> Attempts, IReadOnlyList<CaseMail> Mails)
{
    public bool IsOpen => Case.ClosedAt is null;
}
