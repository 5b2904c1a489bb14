using System.ComponentModel.DataAnnotations;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>What a new password must be, said the same way on every form that takes one.</summary>
internal sealed class PasswordRule : StringLengthAttribute
{
    public const int Shortest = 12;

    public const string Hint = "At least 12 characters. A few unrelated words make a good one.";

    public PasswordRule() : base(200)
    {
        MinimumLength = Shortest;
        ErrorMessage = "Use at least 12 characters.";
    }
}
