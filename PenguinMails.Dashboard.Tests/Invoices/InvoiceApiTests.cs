using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices;

public abstract class InvoiceApiTests(BillingApp app)
{
    private const string Invoices = "/api/v1/billing/invoices";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invoice_leaves_in_the_major_unit_with_its_lines()
    {
        var payer = await Subscriber.OfAsync(app);
        using var http = await KeyAsync(payer.TenantId);

        var body = await JsonAsync(await http.GetAsync(Invoices, Ct));

        var invoice = Assert.Single(body.GetProperty("invoices").EnumerateArray());
        Assert.False(body.GetProperty("has_more").GetBoolean());
        Assert.StartsWith("in_", invoice.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(("paid", "USD", "149.00", "149.00", "0.00"), (
            invoice.GetProperty("status").GetString(), invoice.GetProperty("currency").GetString(), invoice.GetProperty("total").GetRawText(),
            invoice.GetProperty("amount_paid").GetRawText(), invoice.GetProperty("amount_remaining").GetRawText()));
        Assert.EndsWith("Z", invoice.GetProperty("created").GetString(), StringComparison.Ordinal);
        var line = Assert.Single(invoice.GetProperty("lines").EnumerateArray());
        Assert.Equal(("subscription", "149.00"), (line.GetProperty("kind").GetString(), line.GetProperty("amount").GetRawText()));

        var pdf = await http.GetAsync(new Uri(invoice.GetProperty("pdf_url").GetString()!).PathAndQuery, Ct);
        Assert.Equal(HttpStatusCode.Redirect, pdf.StatusCode);
        Assert.EndsWith("/pdf", pdf.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_by_cursor_and_a_status_narrows_them()
    {
        var (tenant, _) = await app.TenantAsync();
        var all = await app.InvoicesAsync(tenant, 7, i => i == 2 ? "open" : "paid");
        using var http = await KeyAsync(tenant);

        var first = await JsonAsync(await http.GetAsync($"{Invoices}?limit=3", Ct));
        var rest = await JsonAsync(await http.GetAsync($"{Invoices}?limit=4&starting_after={all[2].Id}", Ct));
        var open = await JsonAsync(await http.GetAsync($"{Invoices}?status=open", Ct));

        Assert.Equal((3, true), (first.GetProperty("invoices").GetArrayLength(), first.GetProperty("has_more").GetBoolean()));
        Assert.Equal(all.Skip(3).Select(invoice => invoice.Id), rest.GetProperty("invoices").EnumerateArray().Select(invoice => invoice.GetProperty("id").GetString()));
        Assert.False(rest.GetProperty("has_more").GetBoolean());
        Assert.Equal("149.02", Assert.Single(open.GetProperty("invoices").EnumerateArray()).GetProperty("amount_remaining").GetRawText());
    }

    [Theory]
    [InlineData("?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("?limit=101", HttpStatusCode.BadRequest)]
    [InlineData("?limit=x", HttpStatusCode.BadRequest)]
    [InlineData("?status=draft", HttpStatusCode.BadRequest)]
    [InlineData("?starting_after=in_nothing", HttpStatusCode.NotFound)]
    [InlineData("/in_nothing/pdf", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_is_refused_with_a_problem(string query, HttpStatusCode status)
    {
        var (tenant, _) = await app.TenantAsync();
        using var http = await KeyAsync(tenant);

        var answer = await http.GetAsync(Invoices + query, Ct);

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Another_tenants_invoice_does_not_exist()
    {
        var payer = await Subscriber.OfAsync(app);
        await using var db = app.Databases.ForTenant(payer.TenantId);
        var id = await db.Invoices.Select(invoice => invoice.Id).FirstAsync(Ct);
        using var http = await KeyAsync((await app.TenantAsync()).TenantId);

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{Invoices}/{id}/pdf", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{Invoices}?starting_after={id}", Ct)).StatusCode);
        Assert.Equal(0, (await JsonAsync(await http.GetAsync(Invoices, Ct))).GetProperty("invoices").GetArrayLength());
    }

    [Fact]
    public async Task Without_a_key_nothing_is_told()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Invoices, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync($"{Invoices}/in_1/pdf", Ct)).StatusCode);
    }

    private async Task<HttpClient> KeyAsync(Guid tenant)
    {
        var key = await app.Services.GetRequiredService<ApiKeyIssuer>().IssueAsync(tenant, "Test", ApiKeyMode.Test, "Tess Tester", Ct);
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        return http;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return json.RootElement.Clone();
    }
}

public sealed class InvoiceApiTestsOnSqlite(BillingApp app) : InvoiceApiTests(app);

public sealed class InvoiceApiTestsOnPostgres(BillingAppOnPostgres app) : InvoiceApiTests(app.Needed);
