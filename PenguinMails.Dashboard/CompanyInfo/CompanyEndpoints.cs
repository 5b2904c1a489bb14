using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;

namespace PenguinMails.Dashboard.CompanyInfo;

public sealed record ContactItem(string? Email, string? Name);

public sealed record AddressItem(string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country);

/// <param name="Status">In answers only: what the tax office said.</param>
public sealed record TaxIdItem(string? Type, string? Value, string? Status);

/// <summary>Both what is answered and what is put: an answer with changes in it can be put back.</summary>
public sealed record CompanyBody(
    string? CompanyName, AddressItem? Address, TaxIdItem? TaxId, ContactItem? PrimaryContact, IReadOnlyList<ContactItem>? Recipients);

public static class CompanyEndpoints
{
    /// <summary>
    /// <c>GET, PUT /api/v1/billing/company-info</c>. The answer's <c>ETag</c>, sent back as <c>If-Match</c>, makes sure that nobody
    /// else's change is overwritten.
    /// </summary>
    public static RouteGroupBuilder MapCompanyInfo(this RouteGroupBuilder billing)
    {
        billing.MapGet("/company-info", ReadAsync);
        billing.MapPut("/company-info", SaveAsync);
        return billing;
    }

    private static async Task<Ok<CompanyBody>> ReadAsync(ClaimsPrincipal principal, CompanyService company, HttpContext http, CancellationToken ct) =>
        Answer(http, await company.ReadAsync(Caller.From(principal)!, ct));

    private static async Task<Results<Ok<CompanyBody>, ValidationProblem, ProblemHttpResult>> SaveAsync(
        CompanyBody body, ClaimsPrincipal principal, CompanyService company, HttpContext http, CancellationToken ct)
    {
        var seen = http.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag and not "*" ? tag.Trim().Trim('"') : null;
        switch (await company.SaveAsync(Caller.From(principal)!, Wish(body), seen, ct))
        {
            case CompanyOutcome.Saved saved:
                return Answer(http, saved.Now);
            case CompanyOutcome.Invalid invalid:
                return TypedResults.ValidationProblem(invalid.Problems.ToDictionary(problem => problem.Key, problem => new[] { problem.Value }));
            case CompanyOutcome.ChangedMeanwhile:
                return TypedResults.Problem("The details were changed after you read them. Read them again and repeat your change.", statusCode: 412, title: "Changed meanwhile");
            case CompanyOutcome.NotAllowed:
                return TypedResults.Problem("This key may not change billing.", statusCode: 403, title: "Not allowed");
            case CompanyOutcome.StripeUnavailable unavailable:
                http.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem("Stripe cannot be reached just now; try again shortly.", statusCode: 503, title: "Stripe unavailable");
            default:
                throw new InvalidOperationException("An outcome of the company's details has no answer.");
        }
    }

    private static Ok<CompanyBody> Answer(HttpContext http, CompanyDetails details)
    {
        http.Response.Headers.ETag = $"\"{details.Version}\"";
        var address = details.Address;
        return TypedResults.Ok(new CompanyBody(
            details.Name,
            new AddressItem(address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country),
            details.TaxId is { } taxId ? new TaxIdItem(taxId.Type, taxId.Value, taxId.Status) : null,
            details.Primary is { } primary ? new ContactItem(primary.Email, primary.Name) : null,
            [.. details.Recipients.Select(recipient => new ContactItem(recipient.Email, recipient.Name))]));
    }

    private static CompanyWish Wish(CompanyBody body) => new(
        body.CompanyName,
        new CompanyAddress(body.Address?.Line1, body.Address?.Line2, body.Address?.City, body.Address?.State, body.Address?.PostalCode, body.Address?.Country),
        body.TaxId?.Type, body.TaxId?.Value,
        new CompanyContact(body.PrimaryContact?.Email ?? "", body.PrimaryContact?.Name),
        [.. (body.Recipients ?? []).Select(recipient => new CompanyContact(recipient?.Email ?? "", recipient?.Name))]);
}
