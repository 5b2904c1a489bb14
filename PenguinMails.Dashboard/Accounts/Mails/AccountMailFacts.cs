using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Accounts.Mails;

/// <summary>To somebody who signed up: welcome, and is this address yours?</summary>
public sealed record Welcome(string Name, string ConfirmUrl) : IMailFacts
{
    public string Subject => "Welcome to PenguinMails: confirm your email address";
}

/// <summary>To somebody who changed the address, or asked for the link again.</summary>
public sealed record AddressConfirmation(string Name, string ConfirmUrl) : IMailFacts
{
    public string Subject => "Confirm your email address";
}

public sealed record PasswordReset(string Name, string ResetUrl) : IMailFacts
{
    public string Subject => "Choose a new password";
}

/// <summary>To somebody who is asked into a team.</summary>
public sealed record TeamInvitation(string Company, string InvitedBy, string Role, string JoinUrl, DateTimeOffset ExpiresAt) : IMailFacts
{
    public string Subject => $"{InvitedBy} invites you to {Company} at PenguinMails";
}
