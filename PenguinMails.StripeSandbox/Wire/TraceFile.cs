using System.Text.Encodings.Web;

namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Appends exchanges and events as JSON lines, for a checker to read afterwards.</summary>
internal sealed class TraceFile(string? exchanges, string? events)
{
    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _lock = new();

    public void Write(Exchange x)
    {
        if (exchanges is null)
            return;
        Append(exchanges, new JsonObject
        {
            ["method"] = x.Method,
            ["path"] = x.Path + x.Query,
            ["request_form"] = x.Form,
            ["status"] = x.Status,
            ["response_body"] = x.Body.DeepClone(),
        });
    }

    public void WriteEvent(string payload)
    {
        if (events is not null)
            Append(events, JsonNode.Parse(payload)!);
    }

    private void Append(string path, JsonNode line)
    {
        var text = line.ToJsonString(Line) + "\n";
        lock (_lock)
            File.AppendAllText(path, text);
    }
}
