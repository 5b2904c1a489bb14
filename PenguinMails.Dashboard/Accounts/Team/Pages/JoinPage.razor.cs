using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;
using PenguinMails.Dashboard.Accounts.Parts;

namespace PenguinMails.Dashboard.Accounts.Team.Pages;

/// <summary>Where an invitation's link leads: name and password, and the invited is signed in.</summary>
public sealed partial class JoinPage(InvitationDesk desk, Registration registration, SignInManager<User> signIn, NavigationManager navigation)
{
    private EditContext _form = default!;
    private InvitationState _state = new InvitationState.Unknown();
    private string? _signedInAs;
    private string? _problem;

    [CascadingParameter] private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm] private JoinForm Input { get; set; } = default!;

    [SupplyParameterFromQuery] private string? Code { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _form = new EditContext(Input ??= new JoinForm());
        _signedInAs = HttpContext.User.Identity is { IsAuthenticated: true, Name: var name } ? name ?? "somebody" : null;
        _state = await desk.FindAsync(Code, HttpContext.RequestAborted);
    }

    private async Task JoinAsync()
    {
        if (_state is not InvitationState.Open open || _signedInAs is not null)
            return;
        switch (await registration.JoinAsync(open, Input.Name!, Input.Password!, HttpContext.RequestAborted))
        {
            case RegistrationResult.Registered made:
                await signIn.SignInAsync((await signIn.UserManager.FindByIdAsync(made.UserId.ToString()))!, isPersistent: false);
                navigation.NavigateTo("/billing");
                break;
            case RegistrationResult.PasswordRefused refused:
                _form.Mark(nameof(JoinForm.Password), refused.Reasons);
                break;
            case RegistrationResult.Refused refused:
                _problem = string.Join(" ", refused.Reasons);
                break;
            default:
                // Taken, or taken back, between the two looks at it.
                _state = await desk.FindAsync(Code, HttpContext.RequestAborted);
                break;
        }
    }
}

/// <summary>What an invited person types.</summary>
internal sealed class JoinForm
{
    [Required(ErrorMessage = "Enter your name.")]
    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Choose a password.")]
    [PasswordRule]
    public string? Password { get; set; }
}
