namespace PenguinMails.Dashboard.Plans;

/// <summary>The catalogue of the first start; afterwards the database is the truth and admins edit it there.</summary>
internal static class SeedCatalogue
{
    private const string Usd = "usd";
    private static readonly string[] FeatureOrder =
        ["Analytics", "Support", "Integrations", "API access", "Dedicated IPs", "Automation", "Single sign-on", "Service level", "Account manager"];

    public static IEnumerable<Plan> Plans()
    {
        yield return Plan("starter", "Starter", "For a first campaign and a small team.", 1, (10_000, 2, 3, 5), (49_00, 470_00),
            ("Analytics", "Basic"), ("Support", "Email"));
        yield return Plan("professional", "Professional", "For agencies that send every day.", 2, (50_000, 5, 10, 15), (149_00, 1_430_00),
            ("Analytics", "Enhanced"), ("Support", "Priority email"), ("Integrations", "CRM"), ("API access", "Included"));
        yield return Plan("business", "Business", "For many clients and heavy volume.", 3, (200_000, 15, null, null), (399_00, 3_830_00),
            ("Analytics", "Advanced"), ("Support", "Email and chat"), ("Integrations", "All"), ("API access", "Included"),
            ("Dedicated IPs", "1 included"), ("Automation", "Advanced"));
        yield return Plan("enterprise", "Enterprise", "For volume, security and terms of your own.", 4, (null, null, null, null), null,
            ("Analytics", "Real-time"), ("Support", "24/7 phone"), ("Integrations", "All"), ("API access", "Included"),
            ("Dedicated IPs", "As needed"), ("Automation", "Advanced"), ("Single sign-on", "Included"),
            ("Service level", "Custom SLA"), ("Account manager", "Included"));
    }

    public static MeteredPrice ExtraEmails() => new()
    {
        Id = MeteredPrice.ExtraEmails,
        Name = "Extra emails, per 10,000",
        UnitSize = 10_000,
        UnitAmount = 10_00,
        Currency = Usd,
        LookupKey = MeteredPrice.ExtraEmails,
        MeterEventName = "penguinmails_extra_email_packs",
    };

    private static Plan Plan(
        string id, string name, string summary, int order, (int? Emails, int? Seats, int? Workspaces, int? Domains) limits,
        (long Monthly, long Annual)? amounts, params (string Name, string Value)[] features)
    {
        var plan = new Plan
        {
            Id = id,
            Name = name,
            Summary = summary,
            DisplayOrder = order,
            EmailsPerMonth = limits.Emails,
            Seats = limits.Seats,
            Workspaces = limits.Workspaces,
            Domains = limits.Domains,
            MostPopular = id == "professional",
            ContactSales = amounts is null,
        };
        foreach (var (feature, value) in features)
            plan.Features.Add(new PlanFeature { PlanId = id, Name = feature, Value = value, DisplayOrder = Array.IndexOf(FeatureOrder, feature) });
        if (amounts is { } price)
        {
            plan.Prices.Add(Price(id, BillingCycle.Monthly, price.Monthly));
            plan.Prices.Add(Price(id, BillingCycle.Annual, price.Annual));
        }

        return plan;
    }

    private static PlanPrice Price(string plan, BillingCycle cycle, long amount) =>
        new() { PlanId = plan, Cycle = cycle, Amount = amount, Currency = Usd, LookupKey = $"{plan}_{cycle.Word()}" };
}
