using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Invoices.Archive;

/// <summary>Packs the PDFs of several invoices into one ZIP. One that cannot be had is named, and keeps none of the others back.</summary>
public sealed class InvoiceArchive(BillingDbFactory databases, Documents stripe, PdfDownloads downloads, ArchiveShelf shelf, TimeProvider time)
{
    public const int Most = 500;
    // Well below what Stripe allows, since webhooks and other tenants ask too.
    private const int AtOnce = 4;
    private const int Tries = 3;
    private const long LargestZip = 256 * 1024 * 1024;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private sealed record Wanted(string Id, string Number);

    public async Task<ArchiveOutcome> PackAsync(Caller caller, IReadOnlyCollection<string> ids, IProgress<ArchiveProgress> progress, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new ArchiveOutcome.NotAllowed();
        if (ids.Count > Most)
            return new ArchiveOutcome.TooMany(Most);
        var wanted = await FindAsync(caller, ids, ct);
        var path = shelf.NewPath();
        try
        {
            var failures = await PackAsync(path, wanted, progress, ct);
            if (failures.Count == wanted.Count)
            {
                File.Delete(path);
                return new ArchiveOutcome.Empty(failures);
            }

            return new ArchiveOutcome.Ready(shelf.Put(caller, path), wanted.Count - failures.Count, new FileInfo(path).Length, failures);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    // Only the tenant's own are looked for: any other id leads to nothing.
    private async Task<List<Wanted>> FindAsync(Caller caller, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return await new InvoiceFilter().Of(db, caller).Where(invoice => ids.Contains(invoice.Id)).InOrder(InvoiceSort.Date, descending: false)
            .Select(invoice => new Wanted(invoice.Id, invoice.Number ?? invoice.Id)).ToListAsync(ct);
    }

    private async Task<List<ArchiveFailure>> PackAsync(string path, List<Wanted> wanted, IProgress<ArchiveProgress> progress, CancellationToken ct)
    {
        var failures = new List<ArchiveFailure>();
        var done = 0;
        await using var file = File.Create(path);
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        using var writing = new SemaphoreSlim(1, 1);
        progress.Report(new ArchiveProgress(0, wanted.Count));
        await Parallel.ForEachAsync(wanted, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (invoice, stop) =>
        {
            var (pdf, why) = await FetchAsync(invoice, stop);
            await writing.WaitAsync(stop);
            try
            {
                if (pdf is not null && file.Length + pdf.Length > LargestZip)
                    (pdf, why) = (null, "The archive is full. Choose it again in a second one.");
                if (pdf is null)
                    failures.Add(new ArchiveFailure(invoice.Id, invoice.Number, why!));
                else
                    await AddAsync(zip, $"{FileName(invoice.Number)}.pdf", pdf, stop);
                progress.Report(new ArchiveProgress(++done, wanted.Count));
            }
            finally
            {
                writing.Release();
            }
        });
        if (failures.Count > 0)
            await AddAsync(zip, "not-included.txt", Encoding.UTF8.GetBytes(string.Join('\n', failures.Select(failure => $"{failure.Number}: {failure.Why}"))), ct);
        return failures;
    }

    private async Task<(byte[]? Pdf, string? Why)> FetchAsync(Wanted invoice, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                // The link is read just before it is followed, since it expires.
                var links = await stripe.InvoiceAsync(invoice.Id, ct);
                return links?.Pdf is { } pdf ? (await downloads.ReadAsync(pdf, ct), null) : (null, "Stripe has no PDF of it.");
            }
            catch (StripeUnavailableException) when (tried >= Tries)
            {
                return (null, "Stripe did not give its PDF just now.");
            }
            catch (StripeUnavailableException busy)
            {
                await Task.Delay(busy.RetryAfter < LongestPause ? busy.RetryAfter : LongestPause, time, ct);
            }
            catch (StripeRefusedException)
            {
                return (null, "Stripe refused it.");
            }
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken ct)
    {
        // PDFs are compressed already.
        await using var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct);
        await entry.WriteAsync(content, ct);
    }

    // A number is Stripe's, but an archive is opened on somebody's own machine.
    private static string FileName(string number) => string.Concat(number.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
}
