using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Webhooks.AnyDelivery;

/// <summary>The nodes that deliveries go to. One of them may die in the middle of a round, and another takes its place.</summary>
internal abstract class Nodes(CommonGround ground) : IAsyncDisposable
{
    public CommonGround Ground { get; } = ground;

    public abstract Task StartAsync();

    /// <summary>Where a delivery goes.</summary>
    public abstract Uri Next(Random random);

    /// <summary>From now on, at a moment that <paramref name="random"/> gives, a node dies.</summary>
    public abstract void LetOneDie(Random random);

    /// <summary>A delivery was answered 200.</summary>
    public virtual void Answered()
    {
    }

    /// <summary>Returns when the one that was to die is dead and replaced.</summary>
    public abstract Task ReplaceDeadAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Ground.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
