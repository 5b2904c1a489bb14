using System.Diagnostics;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Bench;

/// <summary>A backlog of 10,000 events over 100 customers: how long until it is worked off, and how often Stripe was asked.</summary>
internal static class Drain
{
    private const int Customers = 100;
    private const int Events = 10_000;

    public static async Task RunAsync()
    {
        var trace = Path.GetTempFileName();
        await using var stripe = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", TracePath = trace });
        await using var node = new Node();
        await node.StartAsync(stripe.Url);
        await node.StopAsync();
        var customers = await CustomersAsync(stripe.Url);
        Fill(node, customers);
        var before = File.ReadLines(trace).Count();

        var clock = Stopwatch.StartNew();
        await node.StartAsync(stripe.Url);
        await node.DrainedAsync();
        var seconds = clock.Elapsed.TotalSeconds;

        var calls = File.ReadLines(trace).Count() - before;
        File.Delete(trace);
        Console.WriteLine($"drain ({Store.Kind})   {Events:N0} events of {Customers} customers in {seconds:N1} s with the start, {calls} calls to Stripe: one for {(double)Events / calls:N1} events (goal: more than 10)");
    }

    private static async Task<List<string>> CustomersAsync(Uri stripe)
    {
        using var http = new HttpClient { BaseAddress = stripe };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_bench");
        var made = new List<string>();
        for (var i = 0; i < Customers; i++)
        {
            using var form = new FormUrlEncodedContent([new("name", $"Customer {i}")]);
            using var answer = await http.PostAsync("/v1/customers", form);
            using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            made.Add(json.RootElement.GetProperty("id").GetString()!);
        }

        return made;
    }

    private static void Fill(Node node, List<string> customers)
    {
        using var connection = node.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var customer in customers)
            Rows.Tenant(transaction, customer);
        Rows.Events(transaction, Events, i => customers[i % Customers], processed: false);
        transaction.Commit();
    }
}
