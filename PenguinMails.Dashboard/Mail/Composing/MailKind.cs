namespace PenguinMails.Dashboard.Mail;

/// <summary>One kind of mail: its facts, its component, and an example to preview it by.</summary>
/// <param name="Name">As the development mailbox lists it, and as it is kept with the mail.</param>
/// <param name="Topic">What a reader stops to get no more of these; null where the mail is essential.</param>
public sealed record MailKind(string Name, Type Facts, Type Template, MailTopic? Topic, Func<PublicAddress, IMailFacts> Example);

/// <summary>All kinds of mail of all rooms.</summary>
public sealed class MailKinds(IEnumerable<MailKind> kinds)
{
    private readonly Dictionary<Type, MailKind> _byFacts = kinds.ToDictionary(kind => kind.Facts);

    public IReadOnlyList<MailKind> All { get; } = [.. kinds.OrderBy(kind => kind.Name, StringComparer.Ordinal)];

    /// <exception cref="InvalidOperationException">No room registered a component for these facts.</exception>
    public MailKind Of(IMailFacts facts) => _byFacts.GetValueOrDefault(facts.GetType())
        ?? throw new InvalidOperationException($"No mail is registered for {facts.GetType().Name}. Its room registers it with AddMail.");
}

public static class MailRegistration
{
    /// <summary>A room's way to say how one kind of its mails is worded.</summary>
    public static IServiceCollection AddMail<TFacts, TTemplate>(
        this IServiceCollection services, string name, Func<PublicAddress, TFacts> example, MailTopic? topic = null)
        where TFacts : class, IMailFacts
        where TTemplate : MailTemplate<TFacts> =>
        services.AddSingleton(new MailKind(name, typeof(TFacts), typeof(TTemplate), topic, example));
}
