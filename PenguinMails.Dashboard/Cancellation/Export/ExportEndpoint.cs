using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Cancellation.Export;

public static class ExportEndpoint
{
    public const string Path = "/billing/export";

    /// <summary>A download for whoever manages the tenant's billing, until ninety days after the end.</summary>
    public static IEndpointRouteBuilder MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, DownloadAsync).RequireAuthorization(Policies.ManagesBilling).ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> DownloadAsync(
        ClaimsPrincipal principal, ExportArchive archive, BillingDbFactory databases, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var caller = Caller.From(principal)!;
        var now = time.GetUtcNow();
        await using (var db = databases.ForTenant(caller.OwnTenant))
        {
            var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
            if (SubscriptionStates.StateOf(subscription, await db.SuspensionAsync(subscription, ct), now) is SubscriptionState.Expired)
                return TypedResults.Problem("The subscription ended more than 90 days ago. Write to support@penguinmails.com.", statusCode: 410, title: "No longer here");
            db.Record(caller.OwnTenant, now, caller.Name, "Billing data exported");
            await db.SaveChangesAsync(ct);
        }

        // An entry of a ZIP writes its last bytes when it is closed, and closes synchronously also when asked to do it otherwise.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true;
        var name = $"penguinmails-billing-{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.zip";
        return TypedResults.Stream(target => archive.WriteAsync(caller.OwnTenant, target, ct), "application/zip", name);
    }
}
