using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks.Reconciliation;

/// <summary>The name under which the account's watch is kept. Asked once: a key belongs to one account for good.</summary>
internal sealed class StripeAccount(Endpoints stripe, IOptions<StripeOptions> options)
{
    private volatile string? _name;

    /// <summary>The name where it was asked already.</summary>
    public string? Known => _name;

    public async Task<string> NameAsync(CancellationToken ct) =>
        _name ??= $"{await stripe.AccountIdAsync(ct) ?? "account"}:{(options.Value.IsLive ? "live" : "test")}";
}
