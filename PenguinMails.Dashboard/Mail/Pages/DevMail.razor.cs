using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Mail.Pages;

/// <summary>The newest mails of the outbox, for whoever develops this product without a mail server. Nowhere else does the page exist.</summary>
public sealed partial class DevMail(
    BillingDbFactory databases, IHostEnvironment environment, IOptions<MailOptions> options, NavigationManager navigation, Viewer viewer)
{
    private const int Most = 50;

    private List<OutboxMail>? _mails;
    private bool _open;

    private Viewer Viewer => viewer;

    protected override async Task OnInitializedAsync()
    {
        _open = environment.IsDevelopment() && string.IsNullOrEmpty(options.Value.Host);
        if (!_open)
        {
            navigation.NotFound();
            return;
        }

        await using var db = databases.ForNobody();
        _mails = await db.OutboxMails.AsNoTracking().OrderByDescending(mail => mail.Id).Take(Most).ToListAsync();
    }
}
