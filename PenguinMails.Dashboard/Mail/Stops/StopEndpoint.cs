namespace PenguinMails.Dashboard.Mail.Stops;

/// <summary>What a mail program posts when its reader clicks "unsubscribe" (RFC 8058): no cookie, no page, no second question.</summary>
internal static class StopEndpoint
{
    // The token is the proof, as the standard demands that nothing else be asked for; it names one address and one topic.
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(StopLinks.OneClickPath, StopAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        // A mail program that knows no one-click opens the same address for its reader.
        routes.MapGet(StopLinks.OneClickPath, (HttpRequest request) => TypedResults.LocalRedirect(StopLinks.Path + request.QueryString))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> StopAsync(string? t, StopLinks links, MailStops stops, CancellationToken ct)
    {
        if (links.Read(t) is not { } request)
            return TypedResults.Problem("This link was not written by us, or was cut off.", statusCode: StatusCodes.Status400BadRequest);
        await stops.StopAsync(request, ct);
        return TypedResults.Ok();
    }
}
