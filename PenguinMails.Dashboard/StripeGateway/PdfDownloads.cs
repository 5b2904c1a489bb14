namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Fetches an invoice's PDF from the address that Stripe gave for it, with bounds on time and size.</summary>
public sealed class PdfDownloads(IHttpClientFactory clients)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int Largest = 10 * 1024 * 1024;

    /// <exception cref="StripeUnavailableException">It did not come in time, or what came is no PDF of a sensible size.</exception>
    public async Task<byte[]> ReadAsync(Uri address, CancellationToken ct)
    {
        // Over the whole of it: the client's own limit ends with the headers.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var http = clients.CreateClient(nameof(PdfDownloads));
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            answer.EnsureSuccessStatusCode();
            await using var body = await answer.Content.ReadAsStreamAsync(limit.Token);
            return await ReadAsync(body, limit.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
        {
            throw new StripeUnavailableException(Pause, error);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new StripeUnavailableException(Pause, error);
        }
    }

    // Bounded here and not by a header: a body may be longer than it says.
    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken ct)
    {
        using var pdf = new MemoryStream();
        var buffer = new byte[81920];
        while (await body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (pdf.Length + read > Largest)
                throw new InvalidDataException("Larger than an invoice can be.");
            pdf.Write(buffer, 0, read);
        }

        return pdf.Length > 4 && pdf.GetBuffer().AsSpan(0, 4).SequenceEqual("%PDF"u8) ? pdf.ToArray() : throw new InvalidDataException("Not a PDF.");
    }
}
