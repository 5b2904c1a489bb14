using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Team;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Team;

public sealed class TeamRulesTests
{
    private static readonly Guid Tenant = Guid.NewGuid();

    [Theory]
    [InlineData(Role.Owner, Role.Member, Role.Owner, 1, null)]
    [InlineData(Role.Owner, Role.Owner, Role.Member, 2, null)]
    [InlineData(Role.Owner, Role.Owner, null, 1, typeof(TeamOutcome.LastOwner))]
    [InlineData(Role.Owner, Role.Owner, Role.BillingAdmin, 1, typeof(TeamOutcome.LastOwner))]
    [InlineData(Role.Owner, Role.Owner, Role.Owner, 1, null)]
    [InlineData(Role.BillingAdmin, Role.Member, Role.BillingAdmin, 1, null)]
    [InlineData(Role.BillingAdmin, Role.BillingAdmin, null, 1, null)]
    [InlineData(Role.BillingAdmin, Role.Member, Role.Owner, 1, typeof(TeamOutcome.OwnersAlone))]
    [InlineData(Role.BillingAdmin, Role.Owner, null, 2, typeof(TeamOutcome.OwnersAlone))]
    [InlineData(Role.Member, Role.Member, null, 1, typeof(TeamOutcome.NotAllowed))]
    [InlineData(Role.Owner, Role.Member, Role.BillingOperator, 1, typeof(TeamOutcome.NotAllowed))]
    public void Who_may_make_what_of_whom(Role caller, Role from, Role? to, int owners, Type? objection) =>
        Assert.Equal(objection, TeamRules.Objection(CallerGiven.Of(Tenant, caller), from, to, owners)?.GetType());
}
