using System.Net;
using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Turns what Stripe.net throws into this product's two words for it.</summary>
internal static class StripeErrors
{
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(30);

    public static async Task<T> TranslateAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StripeException error) when (IsPassing(error))
        {
            throw new StripeUnavailableException(RetryAfter(error), error);
        }
        catch (StripeException error)
        {
            throw new StripeRefusedException(error.StripeError?.Code, error.StripeError?.Message ?? error.Message, error, error.StripeError?.Param)
            {
                DeclineCode = error.StripeError is { Type: "card_error" } card ? card.DeclineCode ?? card.Code : null,
            };
        }
        catch (HttpRequestException error)
        {
            throw new StripeUnavailableException(DefaultRetry, error);
        }
        catch (TaskCanceledException error) when (error.InnerException is TimeoutException)
        {
            throw new StripeUnavailableException(DefaultRetry, error);
        }
    }

    /// <summary>As <see cref="TranslateAsync{T}"/>, with null where Stripe has no such object.</summary>
    public static async Task<T?> FindAsync<T>(Func<Task<T>> call) where T : class
    {
        try
        {
            return await TranslateAsync(call);
        }
        catch (StripeRefusedException refused) when (refused.Code == "resource_missing")
        {
            return null;
        }
    }

    private static TimeSpan RetryAfter(StripeException error) => error.StripeResponse?.Headers?.RetryAfter?.Delta ?? DefaultRetry;

    private static bool IsPassing(StripeException error) =>
        // A conflict is another call with the same key, or on the same object, that is still under way.
        error.HttpStatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict or 0 || (int)error.HttpStatusCode >= 500;
}
