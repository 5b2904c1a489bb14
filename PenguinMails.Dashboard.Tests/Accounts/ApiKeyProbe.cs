using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts;

/// <summary>The application with one more address, behind the API's policy, that says who it takes the caller for.</summary>
public sealed class ApiKeyProbe : DashboardApp
{
    public const string Path = "/api/probe";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new Filter()));
    }

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(Path, branch => branch.Run(AnswerAsync));
            next(app);
        };

        private static async Task AnswerAsync(HttpContext context)
        {
            var services = context.RequestServices;
            var policy = (await services.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(ApiKeys.Policy))!;
            var evaluator = services.GetRequiredService<IPolicyEvaluator>();
            var authenticated = await evaluator.AuthenticateAsync(policy, context);
            var allowed = await evaluator.AuthorizeAsync(policy, authenticated, context, resource: context);
            await services.GetRequiredService<IAuthorizationMiddlewareResultHandler>().HandleAsync(Say, context, policy, allowed);
        }

        private static Task Say(HttpContext context)
        {
            var caller = Caller.From(context.User)!;
            return context.Response.WriteAsync($"{caller.TenantId} {caller.Role} {caller.Name}");
        }
    }
}
