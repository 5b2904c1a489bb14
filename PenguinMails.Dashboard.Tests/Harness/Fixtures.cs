using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(DashboardApp))]
[assembly: AssemblyFixture(typeof(Browser))]
