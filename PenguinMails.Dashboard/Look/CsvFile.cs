using System.Globalization;
using CsvHelper;

namespace PenguinMails.Dashboard.Look;

/// <param name="Value">Text, a number, or an instant in UTC.</param>
public sealed record CsvColumn<T>(string Name, Func<T, object?> Value);

/// <summary>A list as a file that a spreadsheet opens. It is written as it is read, so it may be of any length.</summary>
/// <param name="name">Without its ending.</param>
public sealed class CsvFile<T>(string name, IAsyncEnumerable<T> rows, IReadOnlyList<CsvColumn<T>> columns) : IResult
{
    // A text that begins with "=" would be a formula in a spreadsheet, and whoever wrote the text its author. By the mark in front Excel knows UTF-8.
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/csv; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        httpContext.Response.Headers.CacheControl = "no-store";
        var ct = httpContext.RequestAborted;
        await using var csv = CsvWriter.Create(httpContext.Response.Body, Format, leaveOpen: true);
        csv.WriteHeader([.. columns.Select(column => column.Name)]);
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var column in columns)
                csv.WriteField(column.Value(row) is DateTimeOffset at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : column.Value(row));
            await csv.EndRecordAsync(ct);
        }
    }
}
