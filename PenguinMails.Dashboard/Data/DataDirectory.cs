namespace PenguinMails.Dashboard.Data;

/// <summary>Where the databases' files stand when no connection string says otherwise.</summary>
public static class DataDirectory
{
    public static string Path(IConfiguration configuration, string contentRoot, string file)
    {
        var directory = System.IO.Path.GetFullPath(configuration["DataDirectory"] ?? "data", contentRoot);
        Directory.CreateDirectory(directory);
        return System.IO.Path.Combine(directory, file);
    }
}
