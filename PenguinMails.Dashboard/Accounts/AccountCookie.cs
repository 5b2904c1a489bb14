using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

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
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized, "Sign in, or send an API key.");
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden, "Your role does not allow this.");
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
