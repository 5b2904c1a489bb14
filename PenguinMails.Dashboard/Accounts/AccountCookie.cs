using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>The session's cookie, and where somebody without one is sent.</summary>
internal static class AccountCookie
{
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "pm_session";
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: coming back from Stripe is a navigation from another site and must still be the same session.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = "/sign-in";
        options.LogoutPath = "/sign-out";
        options.AccessDeniedPath = "/access-denied";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized, "Sign in, or send an API key.");
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden, "Your role does not allow this.");
    }

    // Whoever opens a page is looked at anew: one who was just removed would otherwise come back in from the sign-in page.
    // Everything else (images, the circuit's own requests) goes by the interval.
    private static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            context.Properties.IssuedUtc = null;
        return SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    // A program cannot follow a redirect to a form; it is told.
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status, string detail)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
            return Results.Problem(detail, statusCode: status).ExecuteAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
