using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail.Sending;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Sandbox;

/// <summary>Once the application listens: tells the sandbox where, and the person at the console what there is.</summary>
internal sealed class SandboxGreeting(
    StripeSandboxHost sandbox, WebhookTarget target, BillingDbFactory databases, MailWorker mails, UsageReporter usage, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Greet);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>When the clock is moved, each day waits until what it brought has been worked off here: then a page opened afterwards is true.</summary>
    /// <returns>When the next thing of ours falls due.</returns>
    private async Task<DateTimeOffset?> SettleAsync(CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        while (await db.WebhookEvents.AnyAsync(row => row.ProcessedAt == null && row.DeadAt == null && row.Attempts == 0, ct))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        // Before the next step may draft an invoice that they belong on.
        var next = await usage.SendDueAsync(ct);
        await mails.SendDueAsync(ct);
        return next;
    }

    private void Greet()
    {
        var address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        sandbox.Settle = SettleAsync;
        sandbox.SetWebhookEndpoint(new Uri(address, "/webhooks/stripe"), target.Secret);
        Console.WriteLine($"""

              PenguinMails billing   {address}
              Sandbox Stripe         {sandbox.Url}_sandbox
              Mails                  {new Uri(address, "/dev/mail")}

              Accounts (password {DemoAccounts.Password})
                owner@acme.test, billing@acme.test, member@acme.test   Acme, not subscribed yet
                owner@globex.test                                      Globex, some months of history
                operator@penguinmails.test                             PenguinMails' billing operator
              API key of Acme        {DemoAccounts.AcmeApiKey}
              Test card              4242 4242 4242 4242, any future date, any CVC

            """);
    }
}
