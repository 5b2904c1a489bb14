using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using PenguinMails.Dashboard.Data;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.Architecture;

/// <summary>Keeps the house as architecture says: a room stands on the rooms above it, and features do not know each other.</summary>
public sealed class RoomTests
{
    private const string Root = "PenguinMails.Dashboard.";

    // From the ground up. Rooms on one line are features: none of them knows another.
    private static readonly string[][] Floors =
    [
        ["Data"], ["StripeGateway"], ["Live"], ["Look"], ["Audit"], ["Mail"], ["Accounts"], ["Plans"], ["Billing"],
        ["Checkout", "ChangePlan", "Cancellation", "Invoices", "Payments", "PaymentMethods", "Usage", "Dunning", "CompanyInfo"],
        ["Webhooks"], ["Api"], ["Admin"], ["Shell"], ["Sandbox"],
    ];

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader()
        .LoadAssemblies(typeof(BillingDb).Assembly, typeof(Stripe.StripeClient).Assembly).Build();

    [Fact]
    public void A_room_stands_only_on_rooms_above_it()
    {
        var broken = Dependencies()
            .Where(use => FloorOf(use.From) is { } from && FloorOf(use.To) is { } to && RoomOf(use.From) != RoomOf(use.To) && to >= from)
            .Select(use => $"{use.From.FullName} uses {use.To.FullName}");
        Assert.Empty(broken.Distinct());
    }

    [Fact]
    public void Every_type_lives_in_a_room()
    {
        var homeless = House.Types
            .Where(type => type.FullName.StartsWith(Root, StringComparison.Ordinal) && FloorOf(type) is null)
            .Select(type => type.FullName)
            .Where(name => !name.StartsWith(Root + "_Imports", StringComparison.Ordinal) && !name.Contains('<', StringComparison.Ordinal));
        Assert.Empty(homeless);
    }

    [Fact]
    public void Only_the_gateway_uses_stripe_net()
    {
        var broken = Dependencies()
            .Where(use => use.To.Namespace?.FullName is { } name && (name == "Stripe" || name.StartsWith("Stripe.", StringComparison.Ordinal)))
            .Where(use => use.From.FullName.StartsWith(Root, StringComparison.Ordinal) && RoomOf(use.From) != "StripeGateway")
            .Select(use => $"{use.From.FullName} uses {use.To.FullName}");
        Assert.Empty(broken.Distinct());
    }

    [Fact]
    public void Only_billing_writes_the_mirror() => Assert.Empty(Writers(Root + "Billing.Mirror", room: "Billing"));

    [Fact]
    public void Only_webhooks_writes_the_inbox() => Assert.Empty(Writers(Root + "Webhooks", room: "Webhooks"));

    [Fact]
    public void The_sandbox_references_nothing_of_ours() =>
        Assert.DoesNotContain(typeof(StripeSandboxHost).Assembly.GetReferencedAssemblies(), name => name.Name == "PenguinMails.Dashboard");

    private static IEnumerable<string> Writers(string entities, string room) => House.Types
        .Where(type => type.FullName.StartsWith(Root, StringComparison.Ordinal) && RoomOf(type) != room && !IsTheContext(type))
        .SelectMany(type => type.Dependencies.OfType<MethodCallDependency>()
            .Where(call => call.Target.Namespace?.FullName == entities && IsWrite(call.TargetMember.Name))
            .Select(call => $"{type.FullName} calls {call.TargetMember.FullName}"))
        .Distinct();

    private static bool IsWrite(string member) =>
        member.StartsWith("set_", StringComparison.Ordinal) || member.StartsWith(".ctor", StringComparison.Ordinal);

    private static IEnumerable<(IType From, IType To)> Dependencies() => House.Types
        .Where(type => !IsTheContext(type))
        .SelectMany(type => type.Dependencies.Select(dependency => (type, dependency.Target)));

    // The context is one class in many rooms, by design: each adds its own tables to it.
    private static bool IsTheContext(IType type) =>
        type.FullName.StartsWith(Root + "Data.BillingDb", StringComparison.Ordinal) && !type.FullName.Contains("Factory", StringComparison.Ordinal)
        || type.FullName.StartsWith(Root + "Data.Migrations", StringComparison.Ordinal);

    private static string? RoomOf(IType type) =>
        type.FullName.StartsWith(Root, StringComparison.Ordinal) ? type.FullName[Root.Length..].Split('.', '+', '/')[0] : null;

    private static int? FloorOf(IType type) =>
        RoomOf(type) is { } room && Array.FindIndex(Floors, floor => floor.Contains(room)) is >= 0 and var floor ? floor : null;
}
