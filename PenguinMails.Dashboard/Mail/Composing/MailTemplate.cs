using Microsoft.AspNetCore.Components;

namespace PenguinMails.Dashboard.Mail;

/// <summary>
/// Base of every mail's component. It is made of the parts in <c>Mail/Templates</c> (<c>Says</c>, <c>Fact</c>, <c>Asks</c>), which
/// write themselves as HTML or as plain text: the two twins of a mail cannot say different things.
/// </summary>
public abstract class MailTemplate<TFacts> : ComponentBase where TFacts : IMailFacts
{
    [Parameter, EditorRequired] public required TFacts Facts { get; set; }
}
