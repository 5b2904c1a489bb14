namespace PenguinMails.Dashboard.ChangePlan.Rules;

/// <summary>What must be settled before a subscription can be changed.</summary>
public enum ChangeObstacle
{
    /// <summary>There is nothing to change: a plan is chosen first.</summary>
    NoSubscription,

    /// <summary>An invoice is unpaid.</summary>
    PaymentOpen,

    /// <summary>It was canceled; the cancellation is taken back first.</summary>
    Ending,

    /// <summary>A change of plan is arranged, and an add-on would be lost in it.</summary>
    ChangeScheduled,
}
