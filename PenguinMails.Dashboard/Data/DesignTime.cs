using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PenguinMails.Dashboard.Data;

/// <summary>What <c>dotnet ef migrations add NAME --context SqliteBillingDb</c> (or <c>PostgresBillingDb</c>) needs to build the model without starting the application.</summary>
internal static class DesignTime
{
    // Identity asks the container which of its schemas to build, and without an answer builds the oldest, which has no passkeys.
    public static IServiceProvider Services { get; } = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();
}

internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteBillingDb>
{
    public SqliteBillingDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteBillingDb>()
        .UseSqlite("Data Source=:memory:").UseSnakeCaseNamingConvention().UseApplicationServiceProvider(DesignTime.Services).Options);
}

internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresBillingDb>
{
    public PostgresBillingDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresBillingDb>()
        .UseNpgsql().UseSnakeCaseNamingConvention().UseApplicationServiceProvider(DesignTime.Services).Options);
}
