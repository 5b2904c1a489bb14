using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts;

public sealed class DraftTests : ComponentTest
{
    private static readonly Guid Tenant = Guid.NewGuid();
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());
    private readonly List<string> _resumed = [];

    [Fact]
    public void What_was_typed_comes_back_once_to_whoever_typed_it()
    {
        Show(Person("nora", Tenant), typed: "half a sentence");
        Store.TriggerOnPersisting();

        Show(Person("nora", Tenant));
        Show(Person("nora", Tenant));

        Assert.Equal(["half a sentence"], _resumed);
    }

    [Theory]
    [InlineData("paul", true)]
    [InlineData("nora", false)]
    [InlineData(null, true)]
    public async Task Nobody_else_gets_it_not_even_the_same_person_in_another_tenant(string? who, bool sameTenant)
    {
        Show(Person("nora", Tenant), typed: "half a sentence");
        Store.TriggerOnPersisting();
        await DisposeComponentsAsync();

        Show(who is null ? Nobody : Person(who, sameTenant ? Tenant : Guid.NewGuid()));

        Assert.Empty(_resumed);
    }

    [Fact]
    public void Of_an_untouched_form_and_of_a_stranger_nothing_is_kept()
    {
        Show(Person("nora", Tenant), typed: null);
        Show(Nobody, typed: "half a sentence");
        Store.TriggerOnPersisting();

        Show(Person("nora", Tenant));

        Assert.Empty(_resumed);
    }

    private static ClaimsPrincipal Person(string id, Guid tenant) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id), new Claim(AccountClaims.TenantId, tenant.ToString())], "test"));

    private IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Show(ClaimsPrincipal who, string? typed = null) =>
        Render<CascadingValue<Task<AuthenticationState>>>(cascade => cascade
            .Add(value => value.Value, Task.FromResult(new AuthenticationState(who)))
            .AddChildContent<Draft<Words>>(draft => draft
                .Add(one => one.Name, "letter")
                .Add(one => one.Typed, () => typed is null ? null : new Words(typed))
                .Add(one => one.Resumed, words => _resumed.Add(words.Text))));

    public sealed record Words(string Text);
}
