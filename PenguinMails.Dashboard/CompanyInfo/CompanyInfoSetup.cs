using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Look.Search;

namespace PenguinMails.Dashboard.CompanyInfo;

public static class CompanyInfoSetup
{
    public static WebApplicationBuilder AddCompanyInfo(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CompanyAtStripe>();
        builder.Services.AddSingleton<CompanyService>();
        builder.Services.AddSingleton(new SearchEntry("Billing details", "company name address tax id vat contact recipients invoice email", "/billing-details", Policies.Tenant));
        return builder;
    }
}
