using CsCheck;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>Whatever happens in whatever order, the books are right after each step. A failure tells the seed to repeat it with, and the history.</summary>
public sealed class RandomHistoryTests
{
    private const int Histories = 20;

    [Fact]
    public async Task In_any_history_the_books_add_up_periods_tile_and_events_tell_the_truth()
    {
        await using var stripe = await LocalStripe.StartAsync();
        await History.Any.SampleAsync(history => LiveAsync(stripe, history), iter: Histories, threads: 1, print: history => history.ToString());
    }

    private static async Task LiveAsync(LocalStripe stripe, History history)
    {
        var life = await Life.BeginAsync(stripe, history);
        var (books, chronicle) = (new Books(stripe, life.Customer), new Chronicle(stripe));
        await CheckAsync();
        foreach (var step in history.Steps)
        {
            await life.LiveAsync(step);
            await CheckAsync();
        }

        async Task CheckAsync()
        {
            await books.CheckAsync();
            await chronicle.ReadOnAsync();
        }
    }
}
