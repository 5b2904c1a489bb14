using Microsoft.AspNetCore.Identity;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>What came of making an account.</summary>
public abstract record RegistrationResult
{
    public sealed record Registered(Guid UserId, Guid? TenantId) : RegistrationResult;

    public sealed record EmailTaken : RegistrationResult;

    /// <summary>The password is not good enough; each reason is a sentence.</summary>
    public sealed record PasswordRefused(IReadOnlyList<string> Reasons) : RegistrationResult;

    /// <summary>Anything else Identity would not take, such as an address that is none.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : RegistrationResult;

    /// <summary>The invitation was taken, taken back or ran out meanwhile.</summary>
    public sealed record InvitationGone : RegistrationResult;

    private RegistrationResult()
    {
    }

    internal static RegistrationResult From(IdentityResult refusal)
    {
        if (refusal.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName)))
            return new EmailTaken();
        var reasons = refusal.Errors.Select(e => e.Description).ToList();
        return refusal.Errors.All(e => e.Code.StartsWith("Password", StringComparison.Ordinal)) ? new PasswordRefused(reasons) : new Refused(reasons);
    }
}
