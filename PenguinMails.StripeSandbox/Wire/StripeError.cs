namespace PenguinMails.StripeSandbox.Wire;

/// <summary>An answer in Stripe's error envelope.</summary>
internal sealed class StripeError(int status, string type, string message, string? code = null, string? param = null)
    : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Further members of the envelope, such as decline_code or payment_intent.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>A declined payment answers 402, yet what it did (the attempt, its events) happened.</summary>
    public bool Commits { get; init; }

    public static StripeError Invalid(string message, string? param = null, string? code = null) =>
        new(400, "invalid_request_error", message, code, param);

    public static StripeError Missing(string what, string id, string? param) =>
        new(param is null or "id" or "intent" ? 404 : 400, "invalid_request_error", $"No such {what}: '{id}'", "resource_missing", param ?? "id");

    public static StripeError MissingParameter(string param) =>
        Invalid($"Missing required param: {param}.", param, "parameter_missing");

    public JsonObject Body(string requestId)
    {
        var error = new JsonObject();
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }
        error["message"] = Message;
        if (param is not null)
            error["param"] = param;
        foreach (var (key, value) in Details)
            error[key] = value.Copy();
        error["request_log_url"] = $"https://dashboard.stripe.com/test/logs/{requestId}";
        error["type"] = type;
        return new JsonObject { ["error"] = error };
    }
}
