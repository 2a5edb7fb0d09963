using System.Text;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.EventHandler.Webhooks;

namespace Sothebais.Tests.Unit.Webhooks;

public sealed class SigningSecretTests
{
    [Fact] // the example of https://github.com/standard-webhooks/standard-webhooks
    public void A_signature_is_that_of_the_specification()
    {
        var secret = SigningSecret.Read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
        var signature = SigningSecret.Sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));
        Assert.Equal("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Convert.ToBase64String(signature));
    }

    [Fact]
    public void A_new_secret_is_one_and_no_other()
    {
        Assert.Equal(32, SigningSecret.Read(SigningSecret.New())!.Length);
        Assert.NotEqual(SigningSecret.New(), SigningSecret.New());
    }

    [Theory, InlineData(23, false), InlineData(24, true), InlineData(64, true), InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool good) => Assert.Equal(good, SigningSecret.Read("whsec_" + Convert.ToBase64String(new byte[bytes])) is not null);

    [Theory]
    [InlineData("/auctions/genesis-1", "genesis-1-42", "genesis-1-42")] // says its source itself
    [InlineData("/auctions/other", "genesis-1-42", null)]
    [InlineData("urn:x", "1", null)]
    public void A_delivery_has_the_events_own_id_only_where_that_is_unique(string source, string id, string? expected)
    {
        var delivery = DeliveryId.Of(source, id);
        if (expected is not null) Assert.Equal(expected, delivery);
        else Assert.Matches("^evt_[0-9a-f]{40}$", delivery);
        Assert.NotEqual(delivery, DeliveryId.Of(source + "/", id));
    }

    [Fact]
    public void A_dead_letters_id_is_the_same_when_it_is_made_again_and_sorts_by_the_first_try()
    {
        var noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(DeliveryId.OfLetter("hook", 0, "a-1", noon), DeliveryId.OfLetter("hook", 0, "a-1", noon));
        Assert.NotEqual(DeliveryId.OfLetter("hook", 1, "a-1", noon), DeliveryId.OfLetter("hook", 0, "a-1", noon));
        Assert.True(string.CompareOrdinal(DeliveryId.OfLetter("hook", 0, "a-1", noon), DeliveryId.OfLetter("hook", 0, "a-2", noon.AddMilliseconds(1))) < 0);
    }
}
