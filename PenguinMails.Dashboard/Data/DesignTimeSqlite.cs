using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PenguinMails.Dashboard.Data;

/// <summary>Lets <c>dotnet ef migrations add NAME --context SqliteBillingDb</c> build the model without starting the application.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteBillingDb>
{
    public SqliteBillingDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteBillingDb>()
        .UseSqlite("Data Source=:memory:")
        .UseSnakeCaseNamingConvention()
        // Identity asks the container which of its schemas to build, and without an answer builds the oldest, which has no passkeys.
        .UseApplicationServiceProvider(new ServiceCollection()
            .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .BuildServiceProvider())
        .Options);
}
