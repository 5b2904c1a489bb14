namespace PenguinMails.StripeSandbox.Invoices;

internal static class TaxRates
{
    public static void Map(Api api)
    {
        api.Map("GET", "/v1/tax_rates", c => c.List("tax_rate", r => (!c.Params.Has("active") || r.Flag("active") == c.Params.Flag("active"))
            && (!c.Params.Has("inclusive") || r.Flag("inclusive") == c.Params.Flag("inclusive"))));
        api.Map("GET", "/v1/tax_rates/{id}", c => c.Show(c.Work.Get("tax_rate", c.Id, "id")));
    }
}
