using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Webhooks.Drift;

namespace PenguinMails.Dashboard.Tests.Harness;

internal static class MirrorJudge
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>The product's own comparison of every tenant's mirror with Stripe, by a node that starts now: invoices, payments and all.</summary>
    public static async Task EqualInEveryFieldAsync(this CommonGround ground)
    {
        // Forgotten, not deleted: a node that lives may be in the middle of writing one.
        await ground.ReadAsync(db => db.MirrorProofs.ExecuteUpdateAsync(
            set => set.SetProperty(proof => proof.CheckedAt, DateTimeOffset.UnixEpoch).SetProperty(proof => proof.ProvenEqualAt, (DateTimeOffset?)null).SetProperty(proof => proof.HealedAt, (DateTimeOffset?)null), Ct));
        await using var judge = new MortalNode(ground);
        await judge.InitializeAsync();
        await judge.Services.GetRequiredService<DriftCheck>().RunAsync(Ct);
        // A worker of its own may have begun with some of them.
        await Eventually.BecomesAsync("every tenant is compared", () =>
            ground.ReadAsync(async db => await db.MirrorProofs.CountAsync(proof => proof.CheckedAt > DateTimeOffset.UnixEpoch, Ct) == await db.BillingCustomers.CountAsync(Ct)));
        Assert.Empty(await ground.ReadAsync(db => db.MirrorProofs.Where(proof => proof.HealedAt != null || proof.ProvenEqualAt == null).Select(proof => proof.HealedFields).ToListAsync(Ct)));
    }
}
