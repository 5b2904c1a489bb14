using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>What account pages ask for that is no page: the way out.</summary>
internal static class AccountEndpoints
{
    public static void MapAccountEndpoints(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").AddEndpointFilter(RequireTokenAsync).ExcludeFromDescription();
        forms.MapPost("/sign-out", SignOutAsync);
    }

    private static async Task<IResult> SignOutAsync(SignInManager<User> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    // These take no form that the framework would check by itself, and no other site may send them for somebody.
    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Problem("This page is out of date. Reload it and try again.", statusCode: StatusCodes.Status400BadRequest);
    }
}
