using System.Globalization;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Chance that can be had again: the seed stands in the test's output, and <c>PENGUIN_SEED</c> gives it back.</summary>
internal static class Seed
{
    public static Random Random()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PENGUIN_SEED"), CultureInfo.InvariantCulture, out var given) ? given : System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"PENGUIN_SEED={seed}");
        return new Random(seed);
    }
}
