using Microsoft.EntityFrameworkCore;
using MimeKit;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Mail;

/// <summary>Mails leave over SMTP and arrive whole.</summary>
public sealed class SmtpTests(SmtpTests.MailingApp app) : IClassFixture<SmtpTests.MailingApp>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_with_both_twins()
    {
        var email = await AskForPasswordAsync();

        await Eventually.BecomesAsync("the mail has arrived", () => Task.FromResult(app.Mails.To(email).Any()));
        var mail = app.Mails.To(email).Single();
        Assert.Equal("Choose a new password", mail.Subject);
        Assert.Contains("https://billing.example.test/reset-password?", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://billing.example.test/reset-password?", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Null(mail.Headers[HeaderId.ListUnsubscribe]);
    }

    [Fact]
    public async Task A_server_that_refuses_for_now_is_asked_again()
    {
        app.Mails.RefuseNext = 2;
        var email = await AskForPasswordAsync();

        for (var refusal = 1; refusal <= 2; refusal++)
        {
            await Eventually.BecomesAsync($"attempt {refusal} has failed", async () => (await MailAsync(email)).Attempts == refusal);
            app.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await Eventually.BecomesAsync("the mail has arrived", () => Task.FromResult(app.Mails.To(email).Any()));
        await Eventually.BecomesAsync("it is written down", async () => (await MailAsync(email)).SentAt is not null);
        Assert.Single(app.Mails.To(email));
    }

    [Fact]
    public async Task A_server_that_never_takes_it_leaves_the_mail_dead_with_the_reason()
    {
        app.Mails.RefuseNext = 8;
        var email = await AskForPasswordAsync();

        for (var refusal = 1; refusal <= 8; refusal++)
        {
            await Eventually.BecomesAsync($"attempt {refusal} has failed", async () => (await MailAsync(email)).Attempts == refusal);
            app.Clock.Advance(TimeSpan.FromHours(2));
        }

        var mail = await MailAsync(email);
        Assert.NotNull(mail.DeadAt);
        Assert.Contains("try again later", mail.LastError, StringComparison.Ordinal);
    }

    private async Task<string> AskForPasswordAsync()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();
        await visitor.SubmitAsync("/forgot-password", "forgot-password", ("Input.Email", email));
        return email;
    }

    private async Task<Dashboard.Mail.OutboxMail> MailAsync(string email)
    {
        await using var db = app.Databases.ForNobody();
        return await db.OutboxMails.AsNoTracking().SingleAsync(mail => mail.To == email, Ct);
    }

    public sealed class MailingApp : DashboardApp
    {
        internal MailServer Mails { get; } = new();

        protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            new("Mail:Host", "127.0.0.1"), new("Mail:Port", $"{Mails.Port}"), new("Mail:Tls", "false"), new("PublicUrl", "https://billing.example.test"),
        ];

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Mails.DisposeAsync();
        }
    }
}
