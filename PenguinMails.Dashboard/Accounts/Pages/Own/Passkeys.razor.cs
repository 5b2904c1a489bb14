using System.Buffers.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Accounts.Pages.Own;

/// <summary>One's passkeys: add, name, remove.</summary>
public sealed partial class Passkeys(Viewer viewer)
{
    private const int Most = 20;

    private IList<UserPasskeyInfo> _passkeys = [];
    private string? _problem;

    [SupplyParameterFromForm] private string? NewPasskey { get; set; }

    [SupplyParameterFromForm] private string? PasskeyId { get; set; }

    [SupplyParameterFromForm] private string? PasskeyName { get; set; }

    [SupplyParameterFromForm] private string? Do { get; set; }

    private Viewer Viewer => viewer;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _passkeys = await Users.GetPasskeysAsync(Me);
    }

    private async Task AddAsync()
    {
        if (string.IsNullOrEmpty(NewPasskey) || _passkeys.Count >= Most)
        {
            _problem = _passkeys.Count >= Most ? $"You have {Most} passkeys, which is the most. Remove one first." : "Your browser did not make a passkey. Please try again.";
            return;
        }

        var made = await SignIn.PerformPasskeyAttestationAsync(NewPasskey);
        if (!made.Succeeded)
        {
            _problem = "That passkey could not be checked. Please try again.";
            return;
        }

        made.Passkey.Name = $"Passkey {_passkeys.Count + 1}";
        await Users.AddOrUpdatePasskeyAsync(Me, made.Passkey);
        Navigation.NavigateTo("/account/passkeys?done=added");
    }

    private async Task ChangeAsync()
    {
        if (_passkeys.FirstOrDefault(p => Base64Url.EncodeToString(p.CredentialId) == PasskeyId) is not { } passkey)
        {
            _problem = "That passkey is gone already.";
        }
        else if (Do is "remove")
        {
            await Users.RemovePasskeyAsync(Me, passkey.CredentialId);
            Navigation.NavigateTo("/account/passkeys?done=removed");
        }
        else if (PasskeyName?.Trim() is { Length: > 0 and <= 100 } name)
        {
            passkey.Name = name;
            await Users.AddOrUpdatePasskeyAsync(Me, passkey);
            Navigation.NavigateTo("/account/passkeys?done=renamed");
        }
        else
        {
            _problem = "Give the passkey a name of up to 100 characters.";
        }
    }

    private static string NameOf(UserPasskeyInfo passkey) => passkey.Name ?? "Passkey";
}
