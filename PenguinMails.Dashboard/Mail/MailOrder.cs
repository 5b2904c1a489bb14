namespace PenguinMails.Dashboard.Mail;

/// <summary>A mail to be written into the outbox.</summary>
/// <param name="TenantId">Whose matter it is; null for an operator's own account.</param>
/// <param name="Key">What it is for; a key that the outbox has already is not written again.</param>
/// <param name="To">One address.</param>
/// <param name="Facts">What it tells.</param>
/// <param name="Conversation">
/// The matter it belongs to (one failed payment, say). A new mail takes the place of those of its conversation to the same
/// address that have not left: nobody reads "your payment failed" and "you are active again" of one moment.
/// </param>
/// <param name="OnlyIfTold">For good news about a matter: it is written only where the reader was told of the matter at all.</param>
public sealed record MailOrder(
    Guid? TenantId, string Key, string To, IMailFacts Facts, string? Conversation = null, bool OnlyIfTold = false);
