using Microsoft.AspNetCore.Components.Web;
using PenguinMails.Dashboard.Look;
using PenguinMails.Dashboard.Shell.Search;

namespace PenguinMails.Dashboard.Shell;

public static class ShellSetup
{
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(Circuits.Configure).RegisterPersistentService<Viewer>(RenderMode.InteractiveServer);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<QuickFinder>();
        return builder;
    }

    /// <summary>What every request passes through, in this order.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseSecurityHeaders(ContentPolicy.Headers);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        // A program is told in a program's words: inside the page for people, so that its answer comes first.
        app.UseWhen(IsForPrograms, programs => programs.UseStatusCodePages());
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static bool IsForPrograms(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/webhooks") || http.Request.Path.StartsWithSegments("/health");
}
