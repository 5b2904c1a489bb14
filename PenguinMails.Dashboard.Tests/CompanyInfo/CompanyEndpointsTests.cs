using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.CompanyInfo;

public abstract class CompanyEndpointsTests(BillingApp app)
{
    private const string Path = "/api/v1/billing/company-info";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly object Whole = new
    {
        company_name = "Wayne Ltd",
        address = new { line1 = "1 Manor Road", city = "London", postal_code = "N1", country = "GB" },
        tax_id = new { type = "gb_vat", value = "GB123456789" },
        primary_contact = new { email = "alfred@wayne.test" },
    };

    [Fact]
    public async Task What_is_put_is_what_is_got()
    {
        using var http = await KeyAsync(ApiScopes.All);

        var put = await http.PutAsJsonAsync(Path, Whole, Ct);
        var got = await http.GetFromJsonAsync<JsonElement>(Path, Ct);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("Wayne Ltd", got.GetProperty("company_name").GetString());
        Assert.Equal("1 Manor Road", got.GetProperty("address").GetProperty("line1").GetString());
        Assert.Equal("verified", got.GetProperty("tax_id").GetProperty("status").GetString());
        Assert.Equal("alfred@wayne.test", got.GetProperty("primary_contact").GetProperty("email").GetString());
        Assert.Equal(0, got.GetProperty("recipients").GetArrayLength());
    }

    [Fact]
    public async Task Mistakes_are_named_by_field()
    {
        using var http = await KeyAsync(ApiScopes.All);

        var answer = await http.PutAsJsonAsync(Path, new { address = new { city = "London" } }, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors");
        Assert.Equal(["address.country", "address.line1", "company_name", "primary_contact.email"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task An_old_etag_is_refused()
    {
        using var http = await KeyAsync(ApiScopes.All);
        var etag = (await http.GetAsync(Path, Ct)).Headers.ETag!;
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(http, etag)).StatusCode);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(http, etag)).StatusCode);
    }

    [Fact]
    public async Task A_key_that_may_only_read_reads()
    {
        using var http = await KeyAsync(ApiScopes.Read);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Path, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PutAsJsonAsync(Path, Whole, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsync("/api/v1/billing/portal", null, Ct)).StatusCode);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient http, EntityTagHeaderValue etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Path) { Content = JsonContent.Create(Whole) };
        request.Headers.IfMatch.Add(etag);
        return http.SendAsync(request, Ct);
    }

    private async Task<HttpClient> KeyAsync(ApiScopes scopes)
    {
        var (tenant, _) = await app.TenantAsync("Wayne");
        var key = await app.Services.GetRequiredService<ApiKeyIssuer>().IssueAsync(tenant, new ApiKeyWish("Test", scopes, null), ApiKeyMode.Test, "Tess", Ct);
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        return http;
    }
}

public sealed class CompanyEndpointsTestsOnSqlite(BillingApp app) : CompanyEndpointsTests(app);

public sealed class CompanyEndpointsTestsOnPostgres(BillingAppOnPostgres app) : CompanyEndpointsTests(app.Needed);
