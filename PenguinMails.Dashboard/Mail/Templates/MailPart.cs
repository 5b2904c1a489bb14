using Microsoft.AspNetCore.Components;

namespace PenguinMails.Dashboard.Mail.Templates;

/// <summary>A part of a mail that can write itself as HTML and as text.</summary>
public abstract class MailPart : ComponentBase
{
    [CascadingParameter] public MailFormat Format { get; set; }

    protected bool AsText => Format is MailFormat.Text;
}
