namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Where the solution stands, which is also the application's content root.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? directory) => directory switch
    {
        null => throw new InvalidOperationException("PenguinMails.Dashboard.sln stands in no folder above the tests."),
        _ when File.Exists(Path.Combine(directory.FullName, "PenguinMails.Dashboard.sln")) => directory.FullName,
        _ => Find(directory.Parent),
    };
}
