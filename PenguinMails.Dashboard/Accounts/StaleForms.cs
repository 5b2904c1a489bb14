using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.WebUtilities;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>
/// A form's token belongs to who was signed in when it was drawn. Sent from a tab that was left open over a sign-in or
/// sign-out elsewhere, it is refused, and its sender gets the page anew instead of a bare 400.
/// </summary>
internal static class StaleForms
{
    public const string Mark = "stale";

    public static void UseFreshForms(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || !IsAccountPage(context.GetEndpoint()))
            return next(context);
        var page = $"{context.Request.Path}{context.Request.QueryString}";
        context.Response.Headers.Location = context.Request.Query.ContainsKey(Mark) ? page : QueryHelpers.AddQueryString(page, Mark, "true");
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    });

    private static bool IsAccountPage(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.Namespace?.StartsWith(typeof(StaleForms).Namespace!, StringComparison.Ordinal) == true;
}
