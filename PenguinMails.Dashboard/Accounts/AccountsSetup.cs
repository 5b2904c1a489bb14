using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Accounts.Keys;
using PenguinMails.Dashboard.Accounts.Mails;
using PenguinMails.Dashboard.Accounts.Team;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Look.Search;

namespace PenguinMails.Dashboard.Accounts;

public static class AccountsSetup
{
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(AccountCookie.Configure);
        services.AddAuthorization(Policies.Register);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = SessionWatch.Interval);
        ApiKeys.Register(services);

        services.AddIdentityCore<User>(Demand)
            .AddUserManager<Users>()
            .AddEntityFrameworkStores<BillingDb>()
            .AddClaimsPrincipalFactory<UserClaims>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<AccountOptions>>(DemandOfPasskeys);
        AccountMails.Register(services);
        services.AddSingleton<TenantMails>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<Registration>();
        services.AddSingleton<TeamDirectory>();
        services.AddSingleton<Memberships>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<InvitationDesk>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton(new SearchEntry("Team", "members people invite invitation role owner admin remove user", "/team", Policies.Tenant));
        services.AddSingleton(new SearchEntry("Invite somebody to the team", "member add person user", "/team?invite=1", Policies.ManagesBilling, SearchEntry.Action));
        services.AddSingleton(new SearchEntry("API keys", "rest api key secret token developer curl scopes", "/api-keys", Policies.ManagesBilling));
        services.AddSingleton(new SearchEntry("Create an API key", "new token secret", "/api-keys?create=1", Policies.ManagesBilling, SearchEntry.Action));

        services.AddRateLimiter(options => options.AddPolicy<string, AttemptLimit>(AttemptLimit.Policy));
        return builder;
    }

    public static WebApplication MapAccounts(this WebApplication app)
    {
        app.UseFreshForms();
        app.MapAccountEndpoints();
        return app;
    }

    private static void Demand(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.RequireUniqueEmail = true;
        // The name is the email address, and addresses may hold more characters than Identity's list.
        options.User.AllowedUserNameCharacters = "";
        options.SignIn.RequireConfirmedAccount = false;
        // Length is what makes a password strong; demands on its characters only make it hard to remember.
        options.Password.RequiredLength = PasswordRule.Shortest;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }

    private static void DemandOfPasskeys(IdentityPasskeyOptions passkeys, IOptions<AccountOptions> options)
    {
        passkeys.ServerDomain = options.Value.PasskeyDomain;
        // A passkey stands for password and second factor at once: it must be known by the device and unlocked by its owner.
        passkeys.ResidentKeyRequirement = "required";
        passkeys.UserVerificationRequirement = "required";
    }
}
