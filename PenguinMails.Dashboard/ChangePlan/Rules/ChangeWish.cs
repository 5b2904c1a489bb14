using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan.Rules;

/// <summary>What a tenant wants to have: a plan in a cycle, and of one add-on so many.</summary>
/// <param name="AddOnId">Null where it is about the plan alone; the add-ons then stay.</param>
public sealed record ChangeWish(string PlanId, BillingCycle Cycle, string? AddOnId = null, int Quantity = 0);
