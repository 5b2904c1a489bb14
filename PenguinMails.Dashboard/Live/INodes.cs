namespace PenguinMails.Dashboard.Live;

/// <summary>The other nodes of this product: the processes that share its database.</summary>
public interface INodes
{
    /// <summary>Tells them, soon and without waiting. Call after the commit it speaks of: whoever hears it reads.</summary>
    void Tell(string channel, string subject);

    /// <summary>Hears what they tell. A null subject says that some of it may have been missed: it could have been any.</summary>
    void Hear(string channel, Action<string?> heard);
}

/// <summary>SQLite's file is one process's: there is nobody else to tell.</summary>
internal sealed class NoOtherNodes : INodes
{
    public void Tell(string channel, string subject)
    {
    }

    public void Hear(string channel, Action<string?> heard)
    {
    }
}
