using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>Who is billed, as Stripe's customer has it: what stands on the next invoice.</summary>
public sealed record BillingDetails
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1, two letters.</summary>
    public string? Country { get; init; }

    /// <summary>The tax id that was given last, by Stripe's id, <c>txi_…</c>.</summary>
    public string? TaxId { get; init; }

    /// <summary>Stripe's word for its kind, such as <c>eu_vat</c>.</summary>
    public string? TaxIdType { get; init; }

    public string? TaxIdValue { get; init; }

    /// <summary>What the tax office said of it, in Stripe's words: pending, verified, unverified, unavailable.</summary>
    public string? TaxIdStatus { get; init; }

    internal static BillingDetails Of(CustomerSnapshot customer) => new()
    {
        Name = customer.Name,
        Email = customer.Email,
        Line1 = customer.Address?.Line1,
        Line2 = customer.Address?.Line2,
        City = customer.Address?.City,
        State = customer.Address?.State,
        PostalCode = customer.Address?.PostalCode,
        Country = customer.Address?.Country,
        TaxId = LastTaxId(customer)?.Id,
        TaxIdType = LastTaxId(customer)?.Type,
        TaxIdValue = LastTaxId(customer)?.Value,
        TaxIdStatus = LastTaxId(customer)?.Status,
    };

    private static TaxIdSnapshot? LastTaxId(CustomerSnapshot customer) => customer.TaxIds is [var last, ..] ? last : null;
}
