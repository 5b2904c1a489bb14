using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;
using PenguinMails.Dashboard.Accounts.Parts;

namespace PenguinMails.Dashboard.Accounts.Pages;

/// <summary>A company's way in: one form, and its owner is signed in.</summary>
public sealed partial class SignUp(Registration registration, SignInManager<User> signIn, AccountLinks links, NavigationManager navigation)
{
    private EditContext _form = default!;
    private string? _problem;
    private bool _emailTaken;

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm] private SignUpForm Input { get; set; } = default!;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    protected override void OnInitialized()
    {
        _form = new EditContext(Input ??= new SignUpForm());
        if (HttpContext.User.Identity?.IsAuthenticated == true)
            navigation.NavigateTo(ReturnPath.Of(ReturnUrl));
    }

    private async Task RegisterAsync()
    {
        var result = await registration.RegisterTenantAsync(
            Input.Company!, Input.Name!, Input.Email!, Input.Password!, links.Origin(HttpContext), HttpContext.RequestAborted);
        switch (result)
        {
            case RegistrationResult.Registered made:
                await signIn.SignInAsync((await signIn.UserManager.FindByIdAsync(made.UserId.ToString()))!, isPersistent: false);
                navigation.NavigateTo(ReturnPath.Of(ReturnUrl, otherwise: "/plans"));
                break;
            case RegistrationResult.EmailTaken:
                _emailTaken = true;
                _problem = "An account with this email exists already. Sign in instead.";
                break;
            case RegistrationResult.PasswordRefused refused:
                _form.Mark(nameof(SignUpForm.Password), refused.Reasons);
                break;
            case RegistrationResult.Refused refused:
                _form.Mark(nameof(SignUpForm.Email), refused.Reasons);
                break;
        }
    }
}

/// <summary>What a newcomer types.</summary>
internal sealed class SignUpForm
{
    [Required(ErrorMessage = "Enter your company's name.")]
    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string? Company { get; set; }

    [Required(ErrorMessage = "Enter your name.")]
    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Enter your email address.")]
    [EmailAddress(ErrorMessage = "Enter an email address, such as name@company.com.")]
    [StringLength(254, ErrorMessage = "Use at most 254 characters.")]
    public string? Email { get; set; }

    [Required(ErrorMessage = "Choose a password.")]
    [PasswordRule]
    public string? Password { get; set; }
}
