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
    };
}
