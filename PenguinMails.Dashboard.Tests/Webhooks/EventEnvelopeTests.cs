using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Dashboard.Tests.Webhooks;

public sealed class EventEnvelopeTests
{
    [Fact]
    public void Reads_the_seeds_own_example_of_2023()
    {
        var envelope = EventEnvelope.Read("""
            {"id":"evt_1","api_version":"2023-10-16","livemode":false,"type":"customer.subscription.created",
             "data":{"object":{"id":"sub_abc123","object":"subscription","customer":"cus_xyz789","status":"active",
             "plan":{"id":"price_professional_monthly","amount":14900},"current_period_end":1735027200}}}
            """);

        Assert.NotNull(envelope);
        Assert.Equal(("cus_xyz789", "sub_abc123", "2023-10-16"), (envelope.CustomerId, envelope.ObjectId, envelope.ApiVersion));
    }

    [Theory]
    [InlineData("""{"id":"evt_1","type":"x","api_version":null}""")]
    [InlineData("""{"id":"evt_1","type":"x","data":null}""")]
    [InlineData("""{"id":"evt_1","type":"x","data":{"object":"text"}}""")]
    [InlineData("""{"id":"evt_1","type":"x","livemode":"yes","data":{"object":{"customer":7}}}""")]
    public void An_event_without_object_or_version_is_still_an_event(string body) => Assert.NotNull(EventEnvelope.Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"evt_1\"")]
    [InlineData("{\"id\":\"evt_1\"}")]
    [InlineData("{\"id\":")]
    public void Anything_else_is_no_event(string body) => Assert.Null(EventEnvelope.Read(body));

    [Fact]
    public void An_expanded_reference_counts_as_its_id()
    {
        var envelope = EventEnvelope.Read("""{"id":"evt_1","type":"charge.refunded","data":{"object":{"id":"ch_1","object":"charge","customer":{"id":"cus_1"},"payment_intent":"pi_1"}}}""");

        Assert.Equal(("cus_1", "pi_1"), (envelope!.CustomerId, envelope.PaymentIntentId));
    }
}
