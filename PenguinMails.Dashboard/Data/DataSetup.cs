using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data;

public static class DataSetup
{
    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        // The first service to start: Data Protection, which follows, keeps its keys in this database.
        builder.Services.AddHostedService<MigrateDatabase>();
        builder.Services.AddDbContextFactory<SqliteBillingDb>((services, options) => options
            .UseSqlite(ConnectionString(services), sqlite => sqlite.MigrationsAssembly(typeof(BillingDb).Assembly))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new SqliteDurability()));
        builder.Services.AddSingleton<BillingDbFactory>();
        // Identity's stores and Data Protection ask the container for a context; theirs sees no tenant's rows.
        builder.Services.AddScoped<BillingDb>(services => services.GetRequiredService<BillingDbFactory>().ForNobody());
        // Before Data Protection, whose own start reads its keys from a table that a first start has yet to make.
        builder.Services.AddHostedService<MigrateDatabase>();
        builder.Services.AddDataProtection().SetApplicationName("PenguinMails.Billing").PersistKeysToDbContext<BillingDb>();

        builder.Services.AddSingleton<Leases.LeaseKeeper>();
        builder.Services.TryAddTimeProvider();
        return builder;
    }

    private static void TryAddTimeProvider(this IServiceCollection services)
    {
        if (services.All(s => s.ServiceType != typeof(TimeProvider)))
            services.AddSingleton(TimeProvider.System);
    }

    private static string ConnectionString(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        return configuration.GetConnectionString("Billing") is { Length: > 0 } given
            ? given
            : new SqliteConnectionStringBuilder
            {
                DataSource = DataDirectory.Path(configuration, services.GetRequiredService<IHostEnvironment>().ContentRootPath, "billing.db"),
            }.ToString();
    }
}
