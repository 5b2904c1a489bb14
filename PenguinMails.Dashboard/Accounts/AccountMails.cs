using Microsoft.AspNetCore.Identity;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>Identity's mails, written into the outbox like all others.</summary>
internal sealed class AccountMails(BillingDbFactory databases, TimeProvider time) : IEmailSender<User>
{
    public static MailMessage Confirmation(User user, string link) => new(
        Key("confirm-email", user), user.Email!, "Confirm your email address",
        [$"Hello {user.DisplayName},", "please confirm that this address is yours. Invoices and payment notices will go here. The link works for one day."],
        new MailAction("Confirm email address", link));

    public static MailMessage PasswordReset(User user, string link) => new(
        Key("reset-password", user), user.Email!, "Choose a new password",
        [$"Hello {user.DisplayName},", "somebody asked for a new password for your account. The link works once, within one day. If it was not you, nothing has changed and you need do nothing."],
        new MailAction("Choose a new password", link));

    public Task SendConfirmationLinkAsync(User user, string email, string confirmationLink) => PostAsync(user, Confirmation(user, confirmationLink));

    public Task SendPasswordResetLinkAsync(User user, string email, string resetLink) => PostAsync(user, PasswordReset(user, resetLink));

    public Task SendPasswordResetCodeAsync(User user, string email, string resetCode) =>
        throw new NotSupportedException("This product sends links, which cannot be typed into the wrong page.");

    private async Task PostAsync(User user, MailMessage mail)
    {
        await using var db = databases.ForNobody();
        db.Post(user.TenantId, time.GetUtcNow(), mail);
        await db.SaveChangesAsync();
    }

    // Asked twice, sent twice: each link is a new one.
    private static string Key(string purpose, User user) => $"{purpose}/{user.Id}/{Guid.NewGuid():N}";
}
