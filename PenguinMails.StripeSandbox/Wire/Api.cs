namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Binds Stripe's calls to handlers and carries each through key, parameters, idempotency, the gate and the trace.</summary>
internal sealed partial class Api(Sandbox sandbox, TraceFile trace, IEndpointRouteBuilder routes, ILogger logger)
{
    public void Map(string method, string template, Func<ApiCall, Reply> handler)
    {
        var name = $"{method} {Generic(template)}";
        var shape = StripeSpec.Instance.Call(name) ?? throw new InvalidOperationException($"Stripe has no call {name}.");
        routes.MapMethods(template, [method], http => AnswerAsync(http, shape, handler));
    }

    public void MapUnknown()
    {
        foreach (var version in new[] { "/v1", "/v2" })
            MapUnknown(version + "/{**rest}");
    }

    private void MapUnknown(string template) => routes.Map(template, http => AnswerAsync(http, null, _ => throw new StripeError(404, "invalid_request_error",
        $"Unrecognized request URL ({http.Request.Method}: {http.Request.Path}). If you are trying to list objects, remove the trailing slash. "
        + "If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.")));

    private static string Generic(string template) => string.Join('/', template.Split('/').Select(s => s.StartsWith('{') ? "{}" : s));

    private async Task AnswerAsync(HttpContext http, Shape? shape, Func<ApiCall, Reply> handler)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var exchange = new Exchange(http, body);
        try
        {
            await CallAsync(exchange, shape, handler, http.RequestAborted);
        }
        catch (StripeError e)
        {
            exchange.Fail(e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The sandbox's own fault: told as Stripe tells its own, and in full in the log.
            LogFailed(exchange.Method, exchange.Path, e);
            exchange.Fail(new StripeError(500, "api_error", "An unknown error occurred in the sandbox."));
        }
        trace.Write(exchange);
        await exchange.WriteAsync(http.RequestAborted);
    }

    private async Task CallAsync(Exchange x, Shape? shape, Func<ApiCall, Reply> handler, CancellationToken ct)
    {
        ApiKeys.Check(x.Authorization);
        ApiFaults.Check(sandbox);
        if (await sandbox.RunAsync(w => Idempotency.Replay(w, x), ct))
            return;
        var parameters = shape is null ? [] : RequestReader.Read(FormParser.Parse(x.Query, x.Form), shape);
        try
        {
            await sandbox.RunAsync(w => Perform(w, x, parameters, handler), ct, x.RequestId, x.IdempotencyKey);
        }
        catch (StripeError e) when (x.IdempotencyKey is not null && !e.Commits)
        {
            // A refusal is remembered too: the same key must not succeed the second time.
            await sandbox.RunAsync(w => Idempotency.Remember(w, x, e.Status, e.Body(x.RequestId)), ct);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed in the sandbox itself")]
    private partial void LogFailed(string method, string path, Exception e);

    private static bool Perform(UnitOfWork w, Exchange x, JsonObject parameters, Func<ApiCall, Reply> handler)
    {
        // Asked again inside the gate: a twin of this request may have been answered since.
        if (Idempotency.Replay(w, x))
            return false;
        try
        {
            var answer = handler(new ApiCall(w, parameters, x.RouteIds, x.Path));
            Idempotency.Remember(w, x, 200, answer.Body);
            x.Succeed(answer.Body);
            return true;
        }
        catch (StripeError e) when (e.Commits)
        {
            Idempotency.Remember(w, x, e.Status, e.Body(x.RequestId));
            throw;
        }
    }
}
