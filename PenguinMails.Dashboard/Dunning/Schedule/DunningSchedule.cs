using PenguinMails.Dashboard.Dunning.Cases;

namespace PenguinMails.Dashboard.Dunning.Schedule;

/// <summary>What a case has to do now.</summary>
public abstract record DunningWork
{
    /// <param name="Until">Null where nothing is left to do.</param>
    public sealed record Wait(DateTimeOffset? Until) : DunningWork;

    /// <param name="Step">The one to do.</param>
    /// <param name="Missed">Those that it stands for, since they fell due while nobody could work them off.</param>
    public sealed record Do(DunningStep Step, IReadOnlyList<DunningStep> Missed) : DunningWork;

    private DunningWork()
    {
    }
}

/// <summary>The fourteen days: retries on days 3, 5, 7 and 14 after the first failure; after the third sending stops, after the last the subscription ends.</summary>
public static class DunningSchedule
{
    public const int SuspensionDay = 7;
    public const int LastDay = 14;

    private static readonly (int Day, StepKind Kind)[] Days =
        [(3, StepKind.Retry), (5, StepKind.Retry), (SuspensionDay, StepKind.RetryOrSuspend), (LastDay, StepKind.RetryOrCancel)];

    public static DateTimeOffset SuspendsAt(DateTimeOffset firstFailedAt) => firstFailedAt.AddDays(SuspensionDay);

    public static DateTimeOffset EndsAt(DateTimeOffset firstFailedAt) => firstFailedAt.AddDays(LastDay);

    public static DateTimeOffset? NextRetryAfter(DateTimeOffset firstFailedAt, int day) =>
        Days.Where(one => one.Day > day).Select(one => (DateTimeOffset?)firstFailedAt.AddDays(one.Day)).FirstOrDefault();

    public static IEnumerable<DunningStep> Steps(DunningCase one) => Days.Select(day => new DunningStep
    {
        Id = Guid.CreateVersion7(one.OpenedAt),
        TenantId = one.TenantId,
        CaseId = one.Id,
        Kind = day.Kind,
        Day = day.Day,
        DueAt = one.FirstFailedAt.AddDays(day.Day),
        AttemptKey = $"{one.Id:N}:day-{day.Day}",
    });

    public static DunningStep NewCard(DunningCase one, string paymentMethodId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TenantId = one.TenantId,
        CaseId = one.Id,
        Kind = StepKind.NewCard,
        Day = 0,
        DueAt = now,
        AttemptKey = CardKey(one, paymentMethodId),
    };

    /// <summary>One card is tried once for being new, whoever asks first: the worker, or somebody who comes back from Stripe's page.</summary>
    public static string CardKey(DunningCase one, string paymentMethodId) => $"{one.Id:N}:card:{paymentMethodId}";

    /// <summary>
    /// After a time of being off several steps may be due. They are one attempt then, in the name of the latest day: what is
    /// tried twice in a minute is declined twice, and looks like fraud.
    /// </summary>
    public static DunningWork Next(IEnumerable<DunningStep> steps, DateTimeOffset now)
    {
        var open = steps.Where(step => step.DoneAt is null).OrderBy(step => step.Day).ThenBy(step => step.DueAt).ToList();
        var due = open.Where(step => step.DueAt <= now).ToList();
        return due.Count == 0
            ? new DunningWork.Wait(open.Min(step => (DateTimeOffset?)step.DueAt))
            : new DunningWork.Do(due[^1], due[..^1]);
    }
}
