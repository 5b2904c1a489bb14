using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Dunning.Reading;

namespace PenguinMails.Dashboard.Dunning.Pages;

public sealed partial class PaymentNoticeView
{
    [Parameter, EditorRequired] public PaymentNotice Notice { get; set; } = default!;

    /// <summary>Whether the viewer can do something about it, and may know how the workspace pays.</summary>
    [Parameter] public bool Manages { get; set; }

    [Parameter, EditorRequired] public DateTimeOffset Now { get; set; }

    [Parameter] public bool Busy { get; set; }

    /// <summary>How the last attempt from here ended.</summary>
    [Parameter] public string? Said { get; set; }

    [Parameter] public EventCallback OnRetry { get; set; }

    [Parameter] public EventCallback OnStartOver { get; set; }

    [Parameter] public EventCallback OnDismiss { get; set; }

    private bool Good => Notice.Kind is NoticeKind.Recovered;

    private string Title => Notice switch
    {
        { Kind: NoticeKind.Recovered, Owed: { } owed } => $"Thank you: {owed} is paid, and everything is back to normal.",
        { Kind: NoticeKind.Recovered } => "The open payment is settled, and everything is back to normal.",
        { Kind: NoticeKind.Unfinished, Owed: { } owed } => $"The first payment of {owed} is not finished.",
        { Kind: NoticeKind.Unfinished } => "The first payment of your subscription is not finished.",
        { Suspended: true, Owed: { } owed } => $"Sending is paused: {owed} is unpaid.",
        { Suspended: true } => "Sending is paused: an invoice is unpaid.",
        { Kind: NoticeKind.Confirm, Owed: { } owed } => $"Your payment of {owed} needs your confirmation.",
        { Owed: { } owed } => $"Your payment of {owed} failed.",
        _ => "A payment of your workspace failed.",
    };

    private string? Sentence => Notice.Kind switch
    {
        _ when !Manages => null,
        NoticeKind.Confirm => "Nothing was declined: your bank wants you to confirm it, on Stripe's page.",
        NoticeKind.Unfinished => "Your subscription begins as soon as it is. You can finish it on Stripe's page, or choose again.",
        NoticeKind.Failed when !Notice.MayRetry => $"{Notice.Reason} Another card is needed.",
        _ => Notice.Reason,
    };

    private string? Countdown
    {
        get
        {
            if (Notice.Deadline is not { } at)
                return null;
            var what = Notice.Suspended ? "The subscription ends" : "Sending stops";
            var left = (int)Math.Ceiling((at - Now).TotalDays);
            var when = left switch
            {
                <= 0 => "today",
                1 => "within a day",
                _ => $"in {left} days",
            };
            return $"{what} {when}, on {Viewer.Date(at)}, unless it is paid.";
        }
    }
}
