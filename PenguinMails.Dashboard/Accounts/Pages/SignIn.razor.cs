using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;

namespace PenguinMails.Dashboard.Accounts.Pages;

/// <summary>Email and password, with the second factor asked for on the next page where there is one; or a passkey, which is both.</summary>
public sealed partial class SignIn(SignInManager<User> signIn, Users users, NavigationManager navigation)
{
    private EditContext _form = default!;
    private string? _problem;

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm] private SignInForm Input { get; set; } = default!;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery] private string? Done { get; set; }

    protected override void OnInitialized()
    {
        _form = new EditContext(Input ??= new SignInForm());
        if (HttpContext.User.Identity?.IsAuthenticated == true)
            navigation.NavigateTo(ReturnPath.Of(ReturnUrl));
    }

    private async Task SignInAsync()
    {
        if (!string.IsNullOrEmpty(Input.Passkey))
            await SignInWithPasskeyAsync(Input.Passkey);
        else if (_form.Validate())
            await SignInWithPasswordAsync();
    }

    private async Task SignInWithPasskeyAsync(string passkey)
    {
        var result = await signIn.PasskeySignInAsync(passkey);
        if (result.Succeeded)
            navigation.NavigateTo(ReturnPath.Of(ReturnUrl));
        else
            _problem = "That passkey belongs to no account here. Sign in with your password instead.";
    }

    private async Task SignInWithPasswordAsync()
    {
        var result = await signIn.PasswordSignInAsync(Input.Email!.Trim(), Input.Password!, Input.RememberMe, lockoutOnFailure: true);
        if (result.Succeeded)
            navigation.NavigateTo(ReturnPath.Of(ReturnUrl));
        else if (result.RequiresTwoFactor)
            navigation.NavigateTo(navigation.GetUriWithQueryParameters("/sign-in/two-factor",
                new Dictionary<string, object?> { ["returnUrl"] = ReturnUrl, ["remember"] = Input.RememberMe ? true : null }));
        else if (result.IsLockedOut && await users.FindByNameAsync(Input.Email) is { } user)
            _problem = Lockout.Sentence(users.LockedFor(user));
        else
            _problem = "That email and password do not belong together. Check both and try again.";
    }
}

/// <summary>What somebody types to be let in.</summary>
internal sealed class SignInForm
{
    [Required(ErrorMessage = "Enter your email address.")]
    [EmailAddress(ErrorMessage = "Enter an email address, such as name@company.com.")]
    public string? Email { get; set; }

    [Required(ErrorMessage = "Enter your password.")]
    public string? Password { get; set; }

    public bool RememberMe { get; set; }

    /// <summary>What a passkey answered, in place of email and password.</summary>
    public string? Passkey { get; set; }
}
