using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(DashboardApp))]
[assembly: AssemblyFixture(typeof(BillingApp))]
[assembly: AssemblyFixture(typeof(Browser))]
