namespace PenguinMails.Dashboard.Cancellation.Pages;

/// <summary>What the survey was answered with.</summary>
public sealed record CancelAnswers(CancellationReason Reason, string? Comment);
