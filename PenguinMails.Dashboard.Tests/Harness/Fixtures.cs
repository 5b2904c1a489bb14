using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(DashboardApp))]
[assembly: AssemblyFixture(typeof(DashboardAppOnPostgres))]
[assembly: AssemblyFixture(typeof(BillingApp))]
[assembly: AssemblyFixture(typeof(BillingAppOnPostgres))]
[assembly: AssemblyFixture(typeof(Browser))]
