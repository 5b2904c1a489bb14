using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace PenguinMails.Dashboard.Accounts.Parts;

/// <summary>A page on which somebody looks after their own account.</summary>
public abstract class OwnAccountPage : ComponentBase
{
    [Inject] protected Users Users { get; set; } = default!;

    [Inject] protected SignInManager<User> SignIn { get; set; } = default!;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] protected HttpContext HttpContext { get; set; } = default!;

    /// <summary>What was just done, named in the address so that reloading the page does not do it again.</summary>
    [SupplyParameterFromQuery] protected string? Done { get; set; }

    protected User Me { get; private set; } = default!;

    /// <summary>Reads the account before anything else: a page is drawn while it initialises, and all of these pages speak of <see cref="Me"/>.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Me ??= await Users.GetUserAsync(HttpContext.User) ?? throw new InvalidOperationException("The session's account is gone.");
        await base.SetParametersAsync(ParameterView.Empty);
    }
}
