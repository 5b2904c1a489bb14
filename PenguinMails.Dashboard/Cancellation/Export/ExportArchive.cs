using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Cancellation.Export;

/// <summary>All of a tenant's billing data as one ZIP: each table as CSV and as JSON. Written row by row, however many there are.</summary>
internal sealed class ExportArchive(BillingDbFactory databases, IEnumerable<ExportPart> parts)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    // A cell that begins like a formula is one to a spreadsheet: whoever named a thing could have it run there.
    private static readonly CsvWriterOptions Csv = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public async Task WriteAsync(Guid tenantId, Stream target, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        foreach (var part in parts)
        {
            await using (var file = await zip.CreateEntry($"{part.Name}.csv").OpenAsync(ct))
                await WriteCsvAsync(part, tenantId, file, ct);
            await using (var file = await zip.CreateEntry($"{part.Name}.json").OpenAsync(ct))
            {
                await using var db = databases.ForTenant(tenantId);
                await JsonSerializer.SerializeAsync(file, part.Read(db), Json, ct);
            }
        }
    }

    private async Task WriteCsvAsync(ExportPart part, Guid tenantId, Stream file, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        await using var csv = CsvWriter.Create(file, Csv, leaveOpen: true);
        var columns = part.Row.GetProperties();
        csv.WriteHeader([.. columns.Select(column => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name))]);
        await foreach (var row in part.Read(db).WithCancellation(ct))
        {
            foreach (var column in columns)
                csv.WriteField(column.GetValue(row) is DateTimeOffset at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : column.GetValue(row));
            await csv.EndRecordAsync(ct);
        }
    }
}
