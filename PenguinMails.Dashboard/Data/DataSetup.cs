using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data;

public static class DataSetup
{
    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        var connection = BillingConnection.Of(builder);
        builder.Services.AddOptions<BillingDatabase>().Validate(_ => connection.Problem is null, connection.Problem ?? "").ValidateOnStart();
        builder.Services.AddSingleton(connection.IsPostgres ? AddPostgres(builder.Services, connection.Text) : AddSqlite(builder.Services, connection.Text));
        // Identity's stores and Data Protection ask the container for a context; theirs sees no tenant's rows.
        builder.Services.AddScoped<BillingDb>(services => services.GetRequiredService<BillingDbFactory>().ForNobody());
        // Before Data Protection, whose own start reads its keys from a table that a first start has yet to make.
        builder.Services.AddHostedService<MigrateDatabase>();
        if (!connection.IsPostgres)
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<SqliteCheckpoints>(services, connection.Text));
        builder.Services.AddHostedService<FirstKey>();
        builder.Services.AddDataProtection().SetApplicationName("PenguinMails.Billing").PersistKeysToDbContext<BillingDb>();

        builder.Services.AddSingleton<Leases.LeaseKeeper>();
        builder.Services.AddHostedService<Leases.LeasePurge>();
        builder.Services.TryAddTimeProvider();
        return builder;
    }

    private static void TryAddTimeProvider(this IServiceCollection services)
    {
        if (services.All(s => s.ServiceType != typeof(TimeProvider)))
            services.AddSingleton(TimeProvider.System);
    }

    private static Func<IServiceProvider, BillingDbFactory> AddSqlite(IServiceCollection services, string connection)
    {
        services.AddDbContextFactory<SqliteBillingDb>(options => options
            .UseSqlite(connection)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new SqliteDurability(), new StorableText()));
        return provider => new BillingDbFactory(provider.GetRequiredService<IDbContextFactory<SqliteBillingDb>>().CreateDbContext);
    }

    private static Func<IServiceProvider, BillingDbFactory> AddPostgres(IServiceCollection services, string connection)
    {
        services.AddDbContextFactory<PostgresBillingDb>(options => options
            .UseNpgsql(connection)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new SkipLockedRows(), new StorableText()));
        return provider => new BillingDbFactory(provider.GetRequiredService<IDbContextFactory<PostgresBillingDb>>().CreateDbContext);
    }

    /// <summary>What is checked of the database before the application starts: its connection string.</summary>
    private sealed class BillingDatabase;
}
