namespace PenguinMails.StripeSandbox.Checkout;

internal abstract record CheckoutOutcome
{
    public sealed record Completed(string Url) : CheckoutOutcome;
    public sealed record Refused(string Message) : CheckoutOutcome;
    public sealed record Authenticate(string Url) : CheckoutOutcome;

    private CheckoutOutcome() { }
}

/// <summary>What happens when the customer presses the button: the bank is asked first, and only its yes creates anything.</summary>
internal static class CheckoutCompletion
{
    /// <summary>With `if_required` nobody must give a card while nothing is due.</summary>
    public static bool NeedsNoCard(UnitOfWork w, JsonObject session, CardForm form) =>
        session.Str("payment_method_collection") == "if_required" && form["card_number"].Length == 0 && form.SavedMethod.Length == 0
        && CheckoutQuote.Of(w, session, form.Billing.Obj("address")).Total == 0;

    public static CheckoutOutcome Submit(UnitOfWork w, JsonObject session, JsonObject? pm, JsonObject details, bool authenticated = false)
    {
        if (pm is null)
            return new CheckoutOutcome.Completed(CheckoutFulfilment.Complete(w, session, null, details));
        var address = details.Obj("address");
        var due = session.Str("mode") == "setup" ? 0 : CheckoutQuote.Of(w, session, address).Total;
        switch (Ask(w, pm, due, authenticated))
        {
            case BankAnswer.Declined d:
                return new CheckoutOutcome.Refused(DeclineCodes.Message(d.Code));
            case BankAnswer.Authenticate:
                // The payment method is not stored yet: it waits in the session for its owner.
                session["_pending"] = new JsonObject { ["payment_method"] = pm.DeepClone(), ["details"] = details.DeepClone() };
                return new CheckoutOutcome.Authenticate(Authentication.Url(w, session));
            default:
                session.Remove("_pending");
                session.Remove("_error");
                return new CheckoutOutcome.Completed(CheckoutFulfilment.Complete(w, session, pm, details));
        }
    }

    private static BankAnswer Ask(UnitOfWork w, JsonObject pm, long due, bool authenticated)
    {
        if (due > 0)
            return CardNetwork.Charge(w, pm, offSession: false, authenticated);
        var behaviour = pm.Text("_behaviour");
        if (Behaviours.RefusedWhenSaved(behaviour) is { } reason)
            return new BankAnswer.Declined(reason);
        var saved = pm.Flag("_set_up") || authenticated;
        return Behaviours.WantsAuthenticationWhenSaved(behaviour) && !saved ? new BankAnswer.Authenticate() : new BankAnswer.Approved();
    }
}
