using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Team;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Team;

/// <summary>From the invitation to the day somebody leaves.</summary>
public abstract class TeamTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private Invitations Invitations => app.Services.GetRequiredService<Invitations>();

    private Memberships Memberships => app.Services.GetRequiredService<Memberships>();

    private TeamDirectory Directory => app.Services.GetRequiredService<TeamDirectory>();

    [Fact]
    public async Task Whoever_is_invited_sets_name_and_password_and_is_in()
    {
        var (owner, email, link) = await InvitedAsync(Role.BillingAdmin);
        using var visitor = app.NewVisitor();

        var joined = await visitor.SubmitAsync(link, "join", ("Input.Name", "Jo Joiner"), ("Input.Password", AccountGiven.Password));

        Assert.Equal("/billing", joined.Path);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).Status);
        var list = await Directory.ReadAsync(owner, Ct);
        Assert.Contains(list.Members, member => member is { Name: "Jo Joiner", Role: Role.BillingAdmin, EmailConfirmed: true } && member.Email == email);
        Assert.Empty(list.Invitations);
        using var later = app.NewVisitor();
        Assert.Equal("You have joined already", (await later.GetAsync(link)).Heading);
    }

    [Fact]
    public async Task The_code_itself_is_nowhere_in_the_table()
    {
        var (owner, _, link) = await InvitedAsync(Role.Member);
        await using var db = app.Databases.ForTenant(owner.OwnTenant);

        var row = await db.Invitations.SingleAsync(Ct);

        Assert.Equal(64, row.CodeHash.Length);
        Assert.DoesNotContain(row.CodeHash, link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_seven_days_and_one_sent_again_replaces_it()
    {
        var (owner, email, first) = await InvitedAsync(Role.Member);
        using var visitor = app.NewVisitor();
        await RunOutAsync(owner);
        Assert.Equal("This invitation ran out", (await visitor.GetAsync(first)).Heading);

        var id = (await Directory.ReadAsync(owner, Ct)).Invitations.Single().Id;
        Assert.IsType<TeamOutcome.Done>(await Invitations.ResendAsync(owner, id, Ct));
        Assert.IsType<TeamOutcome.TooSoon>(await Invitations.ResendAsync(owner, id, Ct));

        Assert.Equal("This link does not work", (await visitor.GetAsync(first)).Heading);
        Assert.Equal("Join Northwind", (await visitor.GetAsync(await app.MailedLinkAsync(email))).Heading);
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_lets_nobody_in_even_with_the_form_open()
    {
        var (owner, _, link) = await InvitedAsync(Role.Member);
        using var visitor = app.NewVisitor();
        var page = await visitor.GetAsync(link);
        await Invitations.RevokeAsync(owner, (await Directory.ReadAsync(owner, Ct)).Invitations.Single().Id, Ct);

        var values = page.Document.QuerySelectorAll("form input[type=hidden][name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        values["Input.Name"] = "Too Late";
        values["Input.Password"] = AccountGiven.Password;
        await visitor.PostAsync(link, values);

        Assert.Single((await Directory.ReadAsync(owner, Ct)).Members);
    }

    [Fact]
    public async Task An_address_with_an_account_is_told_so()
    {
        var (_, taken) = await app.TenantAsync("Elsewhere");
        var owner = CallerGiven.Of((await app.TenantAsync()).TenantId, Role.Owner);
        await Invitations.InviteAsync(owner, taken, Role.Member, Ct);
        using var visitor = app.NewVisitor();

        var page = await visitor.GetAsync(await app.MailedLinkAsync(taken));

        Assert.Equal("This address has an account already", page.Heading);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_asked_to_sign_out_first()
    {
        var (_, _, link) = await InvitedAsync(Role.Member);
        var (visitor, _, _) = await app.OwnerAsync();
        using var mine = visitor;

        Assert.Equal("Sign out first", (await visitor.GetAsync(link)).Heading);
    }

    [Fact]
    public async Task What_cannot_be_invited_is_refused_by_name()
    {
        var (owner, email, _) = await InvitedAsync(Role.Member);
        var admin = CallerGiven.Of(owner.OwnTenant, Role.BillingAdmin);

        Assert.IsType<TeamOutcome.InvitedAlready>(await Invitations.InviteAsync(owner, email.ToUpperInvariant(), Role.Member, Ct));
        Assert.IsType<TeamOutcome.MemberAlready>(await Invitations.InviteAsync(owner, (await Directory.ReadAsync(owner, Ct)).Members[0].Email, Role.Member, Ct));
        Assert.IsType<TeamOutcome.BadAddress>(await Invitations.InviteAsync(owner, "nobody", Role.Member, Ct));
        Assert.IsType<TeamOutcome.OwnersAlone>(await Invitations.InviteAsync(admin, AccountGiven.NewEmail(), Role.Owner, Ct));
        Assert.IsType<TeamOutcome.NotAllowed>(await Invitations.InviteAsync(CallerGiven.Of(owner.OwnTenant, Role.Member), AccountGiven.NewEmail(), Role.Member, Ct));
    }

    [Fact]
    public async Task A_removed_member_is_signed_out_everywhere()
    {
        var (owner, _, link) = await InvitedAsync(Role.Member);
        using var visitor = app.NewVisitor();
        await visitor.SubmitAsync(link, "join", ("Input.Name", "Jo Joiner"), ("Input.Password", AccountGiven.Password));
        var member = (await Directory.ReadAsync(owner, Ct)).Members.Single(one => one.Name == "Jo Joiner");

        Assert.IsType<TeamOutcome.Done>(await Memberships.RemoveAsync(owner, member.Id, Ct));

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account")).Status);
        await using var db = app.Databases.ForTenant(owner.OwnTenant);
        Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == "Member removed" && entry.Subject == "Jo Joiner", Ct));
    }

    [Fact]
    public async Task Two_owners_who_remove_each_other_leave_one()
    {
        var (owner, _, link) = await InvitedAsync(Role.Owner);
        using var visitor = app.NewVisitor();
        await visitor.SubmitAsync(link, "join", ("Input.Name", "Jo Joiner"), ("Input.Password", AccountGiven.Password));
        var owners = (await Directory.ReadAsync(owner, Ct)).Members;

        var outcomes = await Task.WhenAll(owners.Select(one => Memberships.RemoveAsync(owner, one.Id, Ct)));

        Assert.Single(outcomes.OfType<TeamOutcome.LastOwner>());
        Assert.Single((await Directory.ReadAsync(owner, Ct)).Members);
    }

    [Fact]
    public async Task Another_tenants_member_and_invitation_do_not_exist()
    {
        var (owner, _, _) = await InvitedAsync(Role.Member);
        var list = await Directory.ReadAsync(owner, Ct);
        var stranger = CallerGiven.Of((await app.TenantAsync("Other")).TenantId, Role.Owner);

        Assert.IsType<TeamOutcome.NotFound>(await Memberships.RemoveAsync(stranger, list.Members[0].Id, Ct));
        Assert.IsType<TeamOutcome.NotFound>(await Memberships.ChangeRoleAsync(stranger, list.Members[0].Id, Role.Member, Ct));
        Assert.IsType<TeamOutcome.NotFound>(await Invitations.RevokeAsync(stranger, list.Invitations[0].Id, Ct));
        Assert.IsType<TeamOutcome.NotFound>(await Invitations.ResendAsync(stranger, list.Invitations[0].Id, Ct));
        Assert.DoesNotContain((await Directory.ReadAsync(stranger, Ct)).Members, member => list.Members.Any(own => own.Id == member.Id));
    }

    // By the row and not by the clock, which belongs to every test at once.
    private async Task RunOutAsync(Caller owner)
    {
        await using var db = app.Databases.ForTenant(owner.OwnTenant);
        var invitation = await db.Invitations.SingleAsync(Ct);
        Assert.Equal(TimeSpan.FromDays(7), invitation.ExpiresAt - invitation.CreatedAt);
        (invitation.ExpiresAt, invitation.SentAt) = (app.Clock.GetUtcNow(), invitation.SentAt.AddDays(-7));
        await db.SaveChangesAsync(Ct);
    }

    private async Task<(Caller Owner, string Email, string Link)> InvitedAsync(Role role)
    {
        var owner = CallerGiven.Of((await app.TenantAsync()).TenantId, Role.Owner);
        var email = AccountGiven.NewEmail();
        Assert.IsType<TeamOutcome.Done>(await Invitations.InviteAsync(owner, email, role, Ct));
        return (owner, email, await app.MailedLinkAsync(email));
    }
}

public sealed class TeamTestsOnSqlite(DashboardApp app) : TeamTests(app);

public sealed class TeamTestsOnPostgres(DashboardAppOnPostgres app) : TeamTests(app.Needed);
