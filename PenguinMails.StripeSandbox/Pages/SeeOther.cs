namespace PenguinMails.StripeSandbox.Pages;

/// <summary>303: after a POST the browser goes on with a GET, whatever the site.</summary>
internal sealed class SeeOther(string url) : IResult
{
    public static IResult To(string url) => new SeeOther(url);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = url;
        return Task.CompletedTask;
    }
}
