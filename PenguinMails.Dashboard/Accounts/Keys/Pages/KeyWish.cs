using System.Text.Json.Serialization;

namespace PenguinMails.Dashboard.Accounts.Keys.Pages;

/// <summary>What is typed in the dialog of a new key, until there is one. The key itself is never in here.</summary>
public sealed class KeyWish
{
    public string Name { get; set; } = "";

    public bool Read { get; set; } = true;

    public bool Write { get; set; }

    public bool Usage { get; set; }

    /// <summary>Zero for a key that does not expire.</summary>
    public int Days { get; set; } = 90;

    [JsonIgnore]
    public ApiScopes Scopes => (Read ? ApiScopes.Read : 0) | (Write ? ApiScopes.Write : 0) | (Usage ? ApiScopes.Usage : 0);

    [JsonIgnore]
    public TimeSpan? Life => Days == 0 ? null : TimeSpan.FromDays(Days);
}
