namespace PenguinMails.StripeSandbox.Pages;

/// <summary>Static parts and the headers that every page carries.</summary>
internal static class PageEndpoints
{
    // Forms may end on the merchant's site (a browser checks redirects of forms too), everything else comes from here.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self' http: https:; frame-ancestors 'none'; base-uri 'none'";

    public static void Map(WebApplication app)
    {
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            headers.ContentSecurityPolicy = Policy;
            if (!http.Request.Path.StartsWithSegments("/v1"))
                headers.CacheControl = "no-store";
            return next(http);
        });
        app.MapGet("/_sandbox/sandbox.css", () => Results.Stream(Resource("sandbox.css"), "text/css; charset=utf-8"));
        app.MapGet("/_sandbox/sandbox.js", () => Results.Stream(Resource("sandbox.js"), "text/javascript; charset=utf-8"));
        app.MapGet("/", () => Results.Redirect("/_sandbox"));
    }

    private static Stream Resource(string name) => typeof(PageEndpoints).Assembly.GetManifestResourceStream(name)!;
}
