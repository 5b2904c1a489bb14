using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The real application on a real port, with a database of its own that goes when it goes.</summary>
public class DashboardApp : WebApplicationFactory<Caller>, IAsyncLifetime
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("penguin-");

    /// <summary>The application's clock; tests move it on instead of waiting.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>Where the application answers, by name: browsers grant passkeys to localhost, never to a bare number.</summary>
    public Uri Address => new($"http://localhost:{ClientOptions.BaseAddress.Port}");

    public BillingDbFactory Databases => Services.GetRequiredService<BillingDbFactory>();

    /// <summary>Settings beyond the defaults below; a derived fixture adds its own.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    public virtual ValueTask InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        return ValueTask.CompletedTask;
    }

    /// <summary>A browser of its own, without the pictures.</summary>
    internal Visitor NewVisitor() => new(Address);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development").UseContentRoot(Repository.Root);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("DataDirectory", _data.FullName);
        builder.UseSetting("Stripe:SecretKey", "sk_test_x");
        builder.UseSetting("Stripe:WebhookSecrets:0", "whsec_x");
        // All tests come from one address.
        builder.UseSetting("Accounts:AttemptsPerMinute", "100000");
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureServices(UseClock);
        builder.ConfigureServices(services => services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(_ => new EndOfHost(_gone))));
    }

    /// <summary>Gives the application its clock; a fixture whose clock is the sandbox's leaves it alone.</summary>
    protected virtual void UseClock(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    protected override IHost CreateHost(IHostBuilder builder) => new HostOfItsProgram(base.CreateHost(builder), _gone.Task);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
