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
        // One kind of settings at fault comes as itself, several come together.
        catch (Exception error) when (error is OptionsValidationException or AggregateException)
        {
            var invalid = error is AggregateException several ? several.InnerExceptions : [error];
            var failures = invalid.OfType<OptionsValidationException>().SelectMany(options => options.Failures);
            await Console.Error.WriteLineAsync($"PenguinMails billing cannot start: {string.Join(" ", failures)}");
            Environment.ExitCode = 1;
            await app.DisposeAsync();
            return;
        }

        await app.RunAsync();
    }
}
