namespace PenguinMails.Dashboard.Billing.Pages;

/// <summary>
/// A card that another room puts on the overview: a component with a parameter <c>Overview</c> of type
/// <see cref="Billing.Overview"/>. The overview knows none of them by name.
/// </summary>
public sealed record OverviewCard(Type Component, int Order);
