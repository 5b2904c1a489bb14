namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The nodes that deliveries and callers go to. One of them may die in the middle of a round, and another takes its place.</summary>
internal abstract class Nodes(CommonGround ground) : IAsyncDisposable
{
    public CommonGround Ground { get; } = ground;

    public abstract Task StartAsync();

    /// <summary>Where a delivery or a call goes.</summary>
    public abstract Uri Next(Random random);

    /// <summary>From now on, at a moment that <paramref name="random"/> gives, a node dies.</summary>
    public abstract void LetOneDie(Random random);

    /// <summary>Returns when every node that lives knows to where the sandbox's clock was moved.</summary>
    public virtual Task ClockMovedAsync() => Task.CompletedTask;

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
