using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Data;

/// <summary>
/// The product's one database. It knows no entity by name: each room adds its tables from its own folder
/// (a part of this class for the sets, an <see cref="IEntityTypeConfiguration{TEntity}"/> for the shape).
/// </summary>
public abstract partial class BillingDb
{
    protected BillingDb(DbContextOptions options) : base(options)
    {
    }

    /// <summary>Whose rows this context sees; nobody's until the factory says so.</summary>
    public TenantScope Scope { get; internal set; } = TenantScope.Nobody;

    // Read by the query filters below: EF turns members of the context into parameters, so one model serves every scope.
    private bool SeesEveryone => Scope.Everyone;

    private Guid? SeesTenant => Scope.TenantId;

    /// <summary>Whether other processes may be at work on this database.</summary>
    internal abstract bool HasOtherNodes { get; }

    /// <summary>How this database's leases are taken.</summary>
    internal abstract LeaseSql LeaseSql { get; }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseForeignRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseForeignRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<string>().HaveMaxLength(500);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(BillingDb).Assembly);

        foreach (var type in builder.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ITenantOwned))).ToList())
            builder.Entity(type.ClrType).HasQueryFilter(OwnRowsOnly(type.ClrType));
    }

    private LambdaExpression OwnRowsOnly(Type entity)
    {
        var row = Expression.Parameter(entity, "row");
        // Typed as this class: the members are private here, and a derived context does not show them.
        var self = Expression.Constant(this, typeof(BillingDb));
        var owner = Expression.Convert(Expression.Property(row, nameof(ITenantOwned.TenantId)), typeof(Guid?));
        return Expression.Lambda(
            Expression.OrElse(
                Expression.Property(self, nameof(SeesEveryone)),
                Expression.Equal(owner, Expression.Property(self, nameof(SeesTenant)))),
            row);
    }

    private void RefuseForeignRows()
    {
        foreach (var entry in ChangeTracker.Entries<ITenantOwned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !Scope.Covers(entry.Entity.TenantId))
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of another tenant cannot be written in this scope.");
        }
    }
}
