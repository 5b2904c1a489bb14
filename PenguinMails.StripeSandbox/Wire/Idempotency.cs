using System.Security.Cryptography;
using System.Text;

namespace PenguinMails.StripeSandbox.Wire;

/// <summary>The first answer to a key is the answer to all its repetitions, for 24 hours.</summary>
internal static class Idempotency
{
    private const string Kind = "_idempotency";
    private const long Kept = 86400;

    public static bool Replay(UnitOfWork w, Exchange x)
    {
        if (x.IdempotencyKey is not { } key || w.Find(IdOf(key)) is not { } known)
            return false;
        if (known.Int("created") + Kept < w.Now)
        {
            w.Remove(known);
            return false;
        }
        if (known.Str("request") != Fingerprint(x))
        {
            throw new StripeError(400, "idempotency_error",
                $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.");
        }
        x.Replay((int)known.Int("status"), known.Obj("body")!.DeepClone().AsObject());
        return true;
    }

    public static void Remember(UnitOfWork w, Exchange x, int status, JsonObject body)
    {
        if (x.IdempotencyKey is not { } key)
            return;
        w.Add(new JsonObject
        {
            ["id"] = IdOf(key),
            ["object"] = Kind,
            ["created"] = w.Now,
            ["request"] = Fingerprint(x),
            ["status"] = (long)status,
            ["body"] = body.DeepClone(),
        });
    }

    private static string IdOf(string key) => "_idem_" + key;

    private static string Fingerprint(Exchange x) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{x.Method} {x.Path}{x.Query}\n{x.Form}")));
}
