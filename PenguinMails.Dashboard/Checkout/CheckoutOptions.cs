namespace PenguinMails.Dashboard.Checkout;

/// <summary>The section <c>Checkout</c>.</summary>
public sealed class CheckoutOptions
{
    public const string Section = "Checkout";

    /// <summary>Origins (scheme, host, port) to which the REST API may have payers sent back: else anybody with a key could send them anywhere.</summary>
    public IList<string> AllowedReturnOrigins { get; } = [];
}
