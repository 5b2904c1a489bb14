using PenguinMails.Dashboard.Webhooks.Events;

namespace PenguinMails.Dashboard.Admin;

internal static class EventWords
{
    public static string Of(EventState state) => state switch
    {
        EventState.Waiting => "Waiting",
        EventState.Failing => "Failing",
        EventState.Dead => "Given up",
        EventState.Done => "Processed",
        EventState.Ignored => "Nothing to do",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
