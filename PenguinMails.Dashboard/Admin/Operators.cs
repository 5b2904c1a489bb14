using PenguinMails.Dashboard.Accounts;

namespace PenguinMails.Dashboard.Admin;

/// <summary>The last gate before every tenant's rows. The pages' policy stands before it; this one cannot be forgotten on a page.</summary>
internal static class Operators
{
    public static void Require(Caller caller)
    {
        if (!caller.IsOperator)
            throw new UnauthorizedAccessException("Only billing operators may see every tenant.");
    }
}
