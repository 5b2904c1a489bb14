using PenguinMails.StripeSandbox;

var settings = new ConfigurationBuilder().AddEnvironmentVariables("SANDBOX_").AddCommandLine(args).Build();
await using var sandbox = await StripeSandboxHost.StartAsync(new SandboxOptions
{
    Url = settings["Url"] ?? new SandboxOptions().Url,
    StatePath = settings["StatePath"],
    TracePath = settings["TracePath"],
    EventTracePath = settings["EventTracePath"],
});
if (settings["WebhookUrl"] is { } webhook)
    sandbox.SetWebhookEndpoint(new Uri(webhook), settings["WebhookSecret"] ?? "whsec_sandbox");
await Console.Out.WriteLineAsync($"Stripe sandbox on {sandbox.Url} (control page: {sandbox.Url}_sandbox)");
await sandbox.WaitForShutdownAsync();
