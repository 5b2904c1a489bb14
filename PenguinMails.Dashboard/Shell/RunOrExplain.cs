using Microsoft.Extensions.Options;

namespace PenguinMails.Dashboard.Shell;

public static class RunOrExplain
{
    /// <summary>Runs the application, or says in one sentence what its settings lack: whoever deploys it needs no stack trace for that.</summary>
    public static async Task RunOrExplainAsync(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException invalid)
        {
            await Console.Error.WriteLineAsync($"PenguinMails billing cannot start: {string.Join(" ", invalid.Failures)}");
            Environment.ExitCode = 1;
            await app.DisposeAsync();
            return;
        }

        await app.RunAsync();
    }
}
