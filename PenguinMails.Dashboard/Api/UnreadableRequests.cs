using System.Text.Json;

namespace PenguinMails.Dashboard.Api;

/// <summary>Says what is wrong with a request that could not be read as what its endpoint takes.</summary>
internal sealed class UnreadableRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var isApi = http.Request.Path.StartsWithSegments("/api");
        if (isApi && http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is true)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, StorableTextConverter.Refusal);
            return;
        }

        try
        {
            await next(http);
        }
        catch (BadHttpRequestException error) when (!http.Response.HasStarted)
        {
            if (isApi)
                await RefuseAsync(http, error.StatusCode, Reason(error));
            else
                http.Response.StatusCode = error.StatusCode;
        }
    }

    private static string Reason(BadHttpRequestException error) => error.InnerException switch
    {
        UnstorableTextException text => $"{text.Path}: {StorableTextConverter.Refusal}",
        JsonException json => $"The body is not the JSON that this call takes; see {json.Path ?? "its beginning"}.",
        // Names a parameter and its value.
        _ => error.Message,
    };

    private static Task RefuseAsync(HttpContext http, int status, string why) => TypedResults.Problem(why, statusCode: status).ExecuteAsync(http);
}
