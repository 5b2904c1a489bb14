using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Sandbox;

/// <summary>
/// Runs a Stripe of our own beside the application, on an origin of its own, when Development is not pointed at a real account.
/// This room is compiled in Debug alone: a release build holds no sandbox.
/// </summary>
internal static class LocalStripe
{
    public const string ResetDemo = "--reset-demo";
    private const string Key = "sk_test_sandbox";
    private const string WebhookSecret = "whsec_sandbox";

    /// <summary>Must come first: the application's clock is the sandbox's, so that both can be moved together.</summary>
    public static async Task<WebApplicationBuilder> AddLocalStripeAsync(this WebApplicationBuilder builder, string[] args)
    {
        if (!builder.Environment.IsDevelopment() || builder.Configuration["Stripe:SecretKey"] is { Length: > 0 })
            return builder;
        var state = DataDirectory.Path(builder.Configuration, builder.Environment.ContentRootPath, "stripe-sandbox.db");
        if (args.Contains(ResetDemo))
            await StartOverAsync(builder, state);

        var sandbox = await StartApartAsync(new SandboxOptions
        {
            Url = builder.Configuration["Sandbox:Url"] ?? "http://127.0.0.1:5081",
            StatePath = state,
            TracePath = builder.Configuration["Sandbox:TracePath"],
            EventTracePath = builder.Configuration["Sandbox:EventTracePath"],
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:SecretKey"] = Key,
            ["Stripe:WebhookSecrets:0"] = WebhookSecret,
            ["Stripe:ApiBase"] = sandbox.Url.ToString().TrimEnd('/'),
        });
        builder.Services.AddSingleton(sandbox);
        builder.Services.AddSingleton(sandbox.Clock);
        builder.Services.AddSingleton(new WebhookTarget(WebhookSecret));
        builder.Services.AddSingleton<DemoAccounts>();
        builder.Services.AddSingleton<DemoHistory>();
        return builder;
    }

    /// <summary>Must come last: the demo is made of what the rooms before it start.</summary>
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(WebhookTarget)))
        {
            builder.Services.AddHostedService<DemoSeeder>();
            builder.Services.AddHostedService<SandboxGreeting>();
        }

        return builder;
    }

    // Outside of this flow of execution: whoever watches it for the application's host (a test does) must not be given the sandbox's.
    private static Task<StripeSandboxHost> StartApartAsync(SandboxOptions options)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(() => StripeSandboxHost.StartAsync(options));
    }

    private static async Task StartOverAsync(WebApplicationBuilder builder, string state)
    {
        var connection = BillingConnection.Of(builder);
        if (connection.IsPostgres)
            await DropAsync(connection.Text);
        string[] ours = connection.IsPostgres ? [] : [new SqliteConnectionStringBuilder(connection.Text).DataSource];
        foreach (var file in ours.Append(state).SelectMany(path => new[] { path, path + "-wal", path + "-shm" }))
            File.Delete(file);
    }

    // The start that follows makes it anew, with its tables.
    private static async Task DropAsync(string connection)
    {
        await using var db = new PostgresBillingDb(new DbContextOptionsBuilder<PostgresBillingDb>().UseNpgsql(connection).Options);
        await db.Database.EnsureDeletedAsync();
    }
}

/// <summary>The secret under which the sandbox signs what it posts to us.</summary>
internal sealed record WebhookTarget(string Secret);
