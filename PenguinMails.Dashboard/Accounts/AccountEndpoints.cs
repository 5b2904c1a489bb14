using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>What account pages ask for that is no page: the way out, and the challenges that passkeys answer.</summary>
internal static class AccountEndpoints
{
    public static void MapAccountEndpoints(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").ExcludeFromDescription();
        forms.MapPost("/sign-out", SignOutAsync).AddEndpointFilter(LeaveWhoHasLeftAsync).AddEndpointFilter(RequireTokenAsync);
        forms.MapPost("/sign-in/passkey-options", RequestOptionsAsync).AddEndpointFilter(RequireTokenAsync);
        forms.MapPost("/account/passkeys/options", CreationOptionsAsync).AddEndpointFilter(RequireTokenAsync).RequireAuthorization();
    }

    private static async Task<IResult> SignOutAsync(SignInManager<User> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    // Without a name: the browser offers what it holds, and nobody learns from here whose address has passkeys.
    private static async Task<IResult> RequestOptionsAsync(SignInManager<User> signIn) =>
        Results.Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json");

    private static async Task<IResult> CreationOptionsAsync(ClaimsPrincipal principal, SignInManager<User> signIn)
    {
        if (await signIn.UserManager.GetUserAsync(principal) is not { } user)
            return Results.NotFound();
        var entity = new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.DisplayName };
        return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }

    // Signed out in another tab already: there is nothing left to protect, and the token no longer fits.
    private static async ValueTask<object?> LeaveWhoHasLeftAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.User.Identity?.IsAuthenticated == true ? await next(context) : Results.LocalRedirect("/sign-in");

    // These take no form that the framework would check by itself, and no other site may send them for somebody.
    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Problem("This page is out of date. Reload it and try again.", statusCode: StatusCodes.Status400BadRequest);
    }
}
