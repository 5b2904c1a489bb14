using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using PenguinMails.Dashboard.Accounts.Parts;
using QRCoder;

namespace PenguinMails.Dashboard.Accounts.Pages.Own;

/// <summary>The authenticator app: set up, replaced, switched off.</summary>
public sealed partial class TwoFactor
{
    private const int Codes = 10;

    private EditContext _form = default!;
    private IReadOnlyList<string>? _newCodes;
    private int _codesLeft;
    private string _key = "";
    private string _qr = "";

    [SupplyParameterFromForm(FormName = "enable")] private CodeForm Input { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _form = new EditContext(Input ??= new CodeForm());
        if (Me.TwoFactorEnabled)
            _codesLeft = await Users.CountRecoveryCodesAsync(Me);
        else
            await ShowKeyAsync();
    }

    private async Task ShowKeyAsync()
    {
        if (string.IsNullOrEmpty(await Users.GetAuthenticatorKeyAsync(Me)))
        {
            await Users.ResetAuthenticatorKeyAsync(Me);
            // A new key changes the security stamp, which would sign this very session out.
            await SignIn.RefreshSignInAsync(Me);
        }

        _key = await Users.GetAuthenticatorKeyAsync(Me) ?? "";
        using var code = QRCodeGenerator.GenerateQrCode(TwoFactorCode.AppAddress(Me.Email!, _key), QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        _qr = svg.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private async Task EnableAsync()
    {
        var provider = Users.Options.Tokens.AuthenticatorTokenProvider;
        if (!await Users.VerifyTwoFactorTokenAsync(Me, provider, TwoFactorCode.Clean(Input.Code)))
        {
            _form.Mark(nameof(CodeForm.Code), "That code is not right. Enter the one your app shows now.");
            return;
        }

        await Users.SetTwoFactorEnabledAsync(Me, true);
        _newCodes = [.. await Users.GenerateNewTwoFactorRecoveryCodesAsync(Me, Codes) ?? []];
        await SignIn.RefreshSignInAsync(Me);
    }

    private Task DisableAsync() => SwitchOffAsync("off");

    private async Task ResetAsync()
    {
        await Users.ResetAuthenticatorKeyAsync(Me);
        await SwitchOffAsync("reset");
    }

    private async Task SwitchOffAsync(string done)
    {
        await Users.SetTwoFactorEnabledAsync(Me, false);
        await SignIn.RefreshSignInAsync(Me);
        Navigation.NavigateTo($"/account/two-factor?done={done}");
    }
}

/// <summary>What the authenticator app shows.</summary>
internal sealed class CodeForm
{
    [Required(ErrorMessage = "Enter the six digits.")]
    public string? Code { get; set; }
}
