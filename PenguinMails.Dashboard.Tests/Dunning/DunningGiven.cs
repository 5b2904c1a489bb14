using PenguinMails.Dashboard.Dunning.Cases;

namespace PenguinMails.Dashboard.Tests.Dunning;

internal static class DunningGiven
{
    public static DunningCase Case(DateTimeOffset failed, bool needsAuthentication = false) => new()
    {
        Id = Guid.CreateVersion7(failed),
        TenantId = Guid.NewGuid(),
        InvoiceId = "in_1",
        StripeSubscriptionId = "sub_1",
        StripeCustomerId = "cus_1",
        FirstFailedAt = failed,
        OpenedAt = failed,
        Amount = 14900,
        Currency = "usd",
        DeclineCode = needsAuthentication ? "authentication_required" : "insufficient_funds",
        NeedsAuthentication = needsAuthentication,
    };
}
