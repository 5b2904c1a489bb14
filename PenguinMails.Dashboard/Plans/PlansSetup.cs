namespace PenguinMails.Dashboard.Plans;

public static class PlansSetup
{
    public static WebApplicationBuilder AddPlans(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Catalogue>();
        builder.Services.AddSingleton<PriceMapper>();
        builder.Services.AddHostedService<PlanSeeder>();
        builder.Services.AddHostedService<PriceMapping>();
        return builder;
    }
}
