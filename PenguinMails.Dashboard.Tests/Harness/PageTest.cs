using System.Data.Common;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A page as a circuit draws it for somebody, with a feed of its own; what it reads, the test adds.</summary>
public abstract class PageTest : ComponentTest
{
    protected PageTest()
    {
        // Databases are real, and the machine may be busy.
        DefaultWaitTimeout = TimeSpan.FromSeconds(15);
        Services.AddSingleton(Feed);
        Services.AddSingleton(TimeProvider.System);
    }

    private protected BillingFeed Feed { get; } = new(new NoOtherNodes(), NullLogger<BillingFeed>.Instance);

    /// <summary>A database that cannot be reached.</summary>
    private protected static BillingDbFactory Broken => new(() => throw new TimeoutException("The database does not answer."));

    /// <summary>One that has yet to answer.</summary>
    private protected static BillingDbFactory Silent => new(() => new SqliteBillingDb(
        new DbContextOptionsBuilder<SqliteBillingDb>().UseSqlite("Data Source=:memory:").UseApplicationServiceProvider(DesignTime.Services).AddInterceptors(new Silence()).Options));

    private protected IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Draw<TPage>(Guid? tenant, Role role, params (string Name, object? Value)[] parameters) where TPage : IComponent
    {
        // Here and not before: what is rendered first closes the list of services.
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Render<MudPopoverProvider>();
        return Render<CascadingValue<Task<AuthenticationState>>>(cascade => cascade
            .Add(value => value.Value, Task.FromResult(new AuthenticationState(CallerGiven.Principal(tenant, role))))
            .Add(value => value.ChildContent, builder =>
            {
                builder.OpenComponent<TPage>(0);
                foreach (var (name, given) in parameters)
                    builder.AddComponentParameter(1, name, given);
                builder.CloseComponent();
            }));
    }

    private sealed class Silence : DbConnectionInterceptor
    {
        public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return result;
        }
    }
}
