using System.Text.Json;
using System.Text.Json.Serialization;

namespace PenguinMails.Dashboard.Api;

/// <summary>Text without the character U+0000, which JSON allows and no database here keeps.</summary>
internal sealed class StorableTextConverter : JsonConverter<string>
{
    public const string Refusal = "Text may not hold the character U+0000.";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        return text?.Contains('\0', StringComparison.Ordinal) is true ? throw new UnstorableTextException() : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>The serialiser writes into it where in the body the text stands.</summary>
internal sealed class UnstorableTextException() : JsonException(StorableTextConverter.Refusal);
