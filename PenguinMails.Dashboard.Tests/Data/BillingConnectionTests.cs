using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Tests.Data;

public sealed class BillingConnectionTests
{
    [Theory]
    [InlineData("Data Source=billing.db", false)]
    [InlineData("Filename=billing.db;Cache=Shared", false)]
    [InlineData("Host=db;Database=billing;Username=penguin;Password=x", true)]
    [InlineData("Server=db;Database=billing", true)]
    [InlineData("postgres://penguin:x@db/billing", true)]
    [InlineData("postgresql://db:6432/billing?sslmode=verify-full", true)]
    public void The_connection_string_says_which_database_it_is(string given, bool postgres)
    {
        var connection = BillingConnection.Parse(given);

        Assert.Null(connection.Problem);
        Assert.Equal(postgres, connection.IsPostgres);
    }

    [Fact]
    public void An_address_is_read_in_all_its_parts() => Assert.Equal(
        "Host=db.example;Port=6432;Database=billing;Username=pen_guin;Password=p:w@d;SSL Mode=VerifyFull;Write Buffer Size=65536",
        BillingConnection.Parse("postgres://pen%5Fguin:p%3Aw%40d@db.example:6432/billing?sslmode=verify-full").Text);

    [Fact]
    public void A_larger_buffer_than_ours_is_left_as_it_was_given() => Assert.Contains(
        "Write Buffer Size=131072", BillingConnection.Parse("Host=db;Database=billing;Write Buffer Size=131072").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("billing.db")]
    [InlineData("Database=billing;Password=secret")]
    [InlineData("Host=db;Colour=blue;Password=secret")]
    [InlineData("postgres://penguin:secret@db/billing?colour=blue")]
    public void Any_other_is_refused_with_the_cure_and_without_its_secrets(string given)
    {
        var problem = BillingConnection.Parse(given).Problem;

        Assert.NotNull(problem);
        Assert.Contains("ConnectionStrings:Billing", problem, StringComparison.Ordinal);
        Assert.Contains("Host=", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }
}
