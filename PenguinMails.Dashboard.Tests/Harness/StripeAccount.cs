using PenguinMails.StripeSandbox;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The Stripe account as its owner reaches it: Stripe's own client, pointed at the sandbox.</summary>
internal sealed class StripeAccount(StripeSandboxHost sandbox)
{
    private readonly HttpClient _control = new() { BaseAddress = sandbox.Url };

    public StripeClient Client { get; } = new("sk_test_sandbox", apiBase: sandbox.Url.ToString().TrimEnd('/'), filesBase: sandbox.Url.ToString().TrimEnd('/'));

    public async Task<string> PriceAsync(string lookupKey) =>
        (await new PriceService(Client).ListAsync(new PriceListOptions { LookupKeys = [lookupKey] })).Single().Id;

    public async Task<string> AttachAsync(string customer, string card)
    {
        var method = await new PaymentMethodService(Client).AttachAsync(card, new PaymentMethodAttachOptions { Customer = customer });
        await new CustomerService(Client).UpdateAsync(customer, new CustomerUpdateOptions { InvoiceSettings = new() { DefaultPaymentMethod = method.Id } });
        return method.Id;
    }

    /// <summary>Every event about the customer so far, oldest first, as Stripe would post it.</summary>
    public async Task<List<(string Id, string Body)>> EventsAsync(string customer)
    {
        var found = new List<(string, string)>();
        await foreach (var one in new EventService(Client).ListAutoPagingAsync(new EventListOptions { Limit = 100 }))
        {
            var body = one.RawJsonElement!.Value.GetRawText();
            if (body.Contains(customer, StringComparison.Ordinal))
                found.Add((one.Id, body));
        }

        found.Reverse();
        return found;
    }

    public async Task FaultAsync(string json)
    {
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        (await _control.PostAsync("/_sandbox/api/faults", body)).EnsureSuccessStatusCode();
    }
}
