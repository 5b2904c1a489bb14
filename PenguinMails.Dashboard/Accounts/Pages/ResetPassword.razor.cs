using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;
using PenguinMails.Dashboard.Accounts.Parts;

namespace PenguinMails.Dashboard.Accounts.Pages;

/// <summary>Where the link of a forgotten password leads.</summary>
public sealed partial class ResetPassword(Users users, NavigationManager navigation)
{
    private EditContext _form = default!;
    private bool _linkIsBad;

    [SupplyParameterFromForm] private NewPasswordForm Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "user")] private string? UserId { get; set; }

    [SupplyParameterFromQuery] private string? Code { get; set; }

    protected override void OnInitialized()
    {
        _form = new EditContext(Input ??= new NewPasswordForm());
        _linkIsBad = AccountLinks.Token(Code) is null || !Guid.TryParse(UserId, out _);
    }

    private async Task ResetAsync()
    {
        if (AccountLinks.Token(Code) is not { } token || await users.FindByIdAsync(UserId!) is not { } user)
        {
            _linkIsBad = true;
            return;
        }

        var result = await users.ResetPasswordAsync(user, token, Input.Password!);
        if (result.Succeeded)
        {
            await OpenAsync(user);
            navigation.NavigateTo("/sign-in?done=password");
        }
        else if (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.InvalidToken)))
        {
            _linkIsBad = true;
        }
        else
        {
            _form.Mark(nameof(NewPasswordForm.Password), result);
        }
    }

    // Whoever came by the mailed link owns the address and is not the one who guessed passwords.
    private async Task OpenAsync(User user)
    {
        user.EmailConfirmed = true;
        await users.SetLockoutEndDateAsync(user, null);
        await users.ResetAccessFailedCountAsync(user);
    }
}

/// <summary>A password to be.</summary>
internal sealed class NewPasswordForm
{
    [Required(ErrorMessage = "Choose a password.")]
    [PasswordRule]
    public string? Password { get; set; }
}
