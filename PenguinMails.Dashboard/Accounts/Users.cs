using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>Identity's own manager, with lockouts that read this product's clock: the base class reads the machine's.</summary>
public sealed class Users(
    IUserStore<User> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    IEnumerable<IUserValidator<User>> userValidators,
    IEnumerable<IPasswordValidator<User>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<User>> log,
    TimeProvider time) : UserManager<User>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, log)
{
    public override Task<bool> IsLockedOutAsync(User user) => Task.FromResult(LockedFor(user) > TimeSpan.Zero);

    public override async Task<IdentityResult> AccessFailedAsync(User user)
    {
        var before = user.LockoutEnd;
        var result = await base.AccessFailedAsync(user);
        return result.Succeeded && user.LockoutEnd != before
            ? await SetLockoutEndDateAsync(user, time.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan)
            : result;
    }

    /// <summary>How long the account stays closed; zero when it is open.</summary>
    public TimeSpan LockedFor(User user) =>
        user is { LockoutEnabled: true, LockoutEnd: { } end } && end > time.GetUtcNow() ? end - time.GetUtcNow() : TimeSpan.Zero;
}
