using Microsoft.AspNetCore.Identity;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Accounts.Mails;

/// <summary>Identity's mails, written into the outbox like all others.</summary>
internal sealed class AccountMails(BillingDbFactory databases, Outbox outbox) : IEmailSender<User>
{
    public static void Register(IServiceCollection services)
    {
        services.AddMail<Welcome, WelcomeMail>("Welcome", at => new("Ada Park", at.Of("/confirm-email")));
        services.AddMail<AddressConfirmation, AddressConfirmationMail>("Confirm address", at => new("Ada Park", at.Of("/confirm-email")));
        services.AddMail<PasswordReset, PasswordResetMail>("New password", at => new("Ada Park", at.Of("/reset-password")));
        services.AddMail<TeamInvitation, TeamInvitationMail>(
            "Invitation to a team", at => new("Acme", "Olivia Owner", "Member", at.Of("/join"), new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero)));
        services.AddSingleton<IEmailSender<User>, AccountMails>();
    }

    /// <summary>In the caller's transaction, with the account it welcomes.</summary>
    public static MailOrder WelcomeTo(User user, string link) => Order(user, "welcome", new Welcome(user.DisplayName, link));

    public Task SendConfirmationLinkAsync(User user, string email, string confirmationLink) =>
        PostAsync(Order(user, "confirm-email", new AddressConfirmation(user.DisplayName, confirmationLink)));

    public Task SendPasswordResetLinkAsync(User user, string email, string resetLink) =>
        PostAsync(Order(user, "reset-password", new PasswordReset(user.DisplayName, resetLink)));

    public Task SendPasswordResetCodeAsync(User user, string email, string resetCode) =>
        throw new NotSupportedException("This product sends links, which cannot be typed into the wrong page.");

    private async Task PostAsync(MailOrder order)
    {
        await using var db = databases.ForNobody();
        await outbox.PostAsync(db, order, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    // Asked twice, sent twice: each link is a new one. An older one that has not left is withdrawn.
    private static MailOrder Order(User user, string purpose, IMailFacts facts) =>
        new(user.TenantId, $"{purpose}/{user.Id}/{Guid.NewGuid():N}", user.Email!, facts, Conversation: $"{purpose}/{user.Id}");
}
