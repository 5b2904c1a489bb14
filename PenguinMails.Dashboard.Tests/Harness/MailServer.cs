using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>An SMTP server (RFC 5321, what a sender needs of it) that keeps what it is given. No package of one is to be had.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Task.Run(ServeAsync);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Received { get; } = [];

    /// <summary>So many of the next mails are refused for now, after they were sent in full.</summary>
    public int RefuseNext { get; set; }

    public IEnumerable<MimeMessage> To(string address) => Received.Where(mail => mail.To.Mailboxes.Any(box => box.Address == address));

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                _ = TalkAsync(client);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.test ready");
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            await writer.WriteLineAsync(verb switch
            {
                "DATA" => await TakeAsync(reader, writer),
                "QUIT" => "221 bye",
                "EHLO" or "HELO" or "MAIL" or "RCPT" or "RSET" or "NOOP" => "250 ok",
                _ => "502 not known here",
            });
            if (verb == "QUIT")
                return;
        }
    }

    private async Task<string> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var data = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        if (RefuseNext > 0)
        {
            RefuseNext--;
            return "451 try again later";
        }

        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(data.ToString()));
        Received.Enqueue(await MimeMessage.LoadAsync(bytes));
        return "250 kept";
    }
}
