using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Live;

/// <summary>
/// Nodes that share a PostgreSQL database tell each other through its NOTIFY. A notification may be lost with a connection,
/// so every connection that is made anew says "anything may have changed".
/// </summary>
internal sealed partial class PostgresNodes : BackgroundService, INodes
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly string _connection;
    private readonly ILogger<PostgresNodes> _log;
    private readonly ConcurrentDictionary<string, ConcurrentBag<Action<string?>>> _hearers = new(StringComparer.Ordinal);
    // What waits to be told, each once however often it was said, and a bell for whoever tells it.
    private readonly ConcurrentDictionary<(string Channel, string Subject), bool> _untold = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public PostgresNodes(BillingConnection connection, ILogger<PostgresNodes> log)
    {
        // A connection of its own that notices when the other end is gone, though it only listens.
        _connection = new NpgsqlConnectionStringBuilder(connection.Text) { Pooling = false, KeepAlive = 10 }.ToString();
        _log = log;
    }

    public void Tell(string channel, string subject)
    {
        _untold[(channel, subject)] = true;
        _bell.Writer.TryWrite(true);
    }

    public void Hear(string channel, Action<string?> heard) => _hearers.GetOrAdd(channel, _ => []).Add(heard);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(AgainAndAgainAsync(ListenAsync, stoppingToken), AgainAndAgainAsync(TellAsync, stoppingToken));

    private async Task AgainAndAgainAsync(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_connection);
                await connection.OpenAsync(ct);
                await work(connection, ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                LogCutOff(error, PauseAfterFailure);
                await Task.Delay(PauseAfterFailure, TimeProvider.System, ct);
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        connection.Notification += (_, told) => Heard(told.Channel, told.Payload);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = $"LISTEN {Channels.BillingChanged}; LISTEN {Channels.Work}";
            await listen.ExecuteNonQueryAsync(ct);
        }

        foreach (var hearer in _hearers.Values.SelectMany(hearers => hearers))
            hearer(null);
        while (true)
            await connection.WaitAsync(ct);
    }

    private async Task TellAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // First what a broken connection left.
        do
        {
            // Taken off before it is told: what is said again meanwhile is told again.
            var telling = _untold.Keys.Where(said => _untold.TryRemove(said, out _)).ToArray();
            if (telling.Length > 0)
                await TellAsync(connection, telling, ct);
        }
        while (await _bell.Reader.ReadAsync(ct));
    }

    private async Task TellAsync(NpgsqlConnection connection, (string Channel, string Subject)[] telling, CancellationToken ct)
    {
        try
        {
            await using var notify = new NpgsqlCommand("SELECT pg_notify(channel, payload) FROM unnest($1, $2) AS told (channel, payload)", connection)
            {
                Parameters = { new() { Value = telling.Select(said => said.Channel).ToArray() }, new() { Value = telling.Select(said => $"{_me} {said.Subject}").ToArray() } },
            };
            await notify.ExecuteNonQueryAsync(ct);
        }
        catch
        {
            foreach (var said in telling)
                _untold[said] = true;
            throw;
        }
    }

    private void Heard(string channel, string payload)
    {
        // This node told itself directly.
        if (payload.Split(' ', 2) is not [var who, var subject] || who == _me || !_hearers.TryGetValue(channel, out var hearers))
            return;
        foreach (var hearer in hearers)
            hearer(subject);
    }

    [LoggerMessage(LogLevel.Warning, "Cut off from the other nodes; next try in {Pause}. Pages here show other nodes' changes late until then.")]
    private partial void LogCutOff(Exception error, TimeSpan pause);
}

/// <summary>What nodes tell each other about.</summary>
internal static class Channels
{
    /// <summary>The subject is the tenant whose billing changed.</summary>
    public const string BillingChanged = "billing_changed";

    /// <summary>The subject is the worker that has something to do.</summary>
    public const string Work = "work";
}
