using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Identity;

namespace PenguinMails.Dashboard.Accounts.Parts;

/// <summary>Says at a field what only the server could find wrong with it.</summary>
internal static class FormMarks
{
    public static void Mark(this EditContext form, string field, params IEnumerable<string> reasons)
    {
        new ValidationMessageStore(form).Add(form.Field(field), reasons);
        form.NotifyValidationStateChanged();
    }

    public static void Mark(this EditContext form, string field, IdentityResult refusal) =>
        form.Mark(field, refusal.Errors.Select(error => error.Description));
}
