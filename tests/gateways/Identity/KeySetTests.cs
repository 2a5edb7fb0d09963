using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Keys that come from a server: when it is asked, and what is done with its answer.</summary>
public sealed class KeySetTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = Wait.Patience; // of the test's own: what waits for ever fails

    private readonly FakeTimeProvider _clock = new(HouseFront.Noon);
    private readonly HttpClient _http = new();
    private readonly RSA _first = RSA.Create(2048);
    private readonly RSA _second = RSA.Create(2048);
    private KeyServer _server = null!;
    private SigningKeys _keys = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await KeyServer.Start(Set(("one", _first)));
        _keys = Keys(new ClerkOptions { Issuer = Forger.Issuer, JwksUrl = _server.Address });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task A_key_is_fetched_when_it_is_first_needed_and_not_again()
    {
        Assert.Null(_keys.Known("one"));
        for (var i = 0; i < 10; i++) Assert.True(await _keys.Learn("one"));
        Assert.NotNull(_keys.Known("one"));
        Assert.Equal(1, _server.Asked);
    }

    [Fact]
    public async Task A_key_rotated_in_is_there_for_the_very_request_that_first_needs_it()
    {
        await _keys.Learn("one");
        _clock.Advance(Pause);
        _server.Answer = KeyServer.Text(Set(("one", _first), ("two", _second)));
        Assert.True(await _keys.Learn("two"));
        Assert.NotNull(_keys.Known("two"));
        Assert.NotNull(_keys.Known("one"));
    }

    [Fact]
    public async Task Five_hundred_at_once_with_ids_made_up_ask_once()
    {
        await _keys.Learn("one");
        _clock.Advance(Pause);
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        _server.Answer = async http =>
        {
            arrived.TrySetResult();
            await go.Task;
            await KeyServer.Text(Set(("one", _first)))(http);
        };
        var asking = Enumerable.Range(0, 500).Select(i => Task.Run(() => _keys.Learn($"made-up-{i}"))).ToArray();
        await arrived.Task.WaitAsync(Patience);
        go.SetResult();
        Assert.All(await Task.WhenAll(asking), Assert.True);
        Assert.Equal(2, _server.Asked);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => _keys.Learn($"made-up-again-{i}"))));
        Assert.Equal(2, _server.Asked);
    }

    [Fact]
    public async Task Ids_made_up_all_the_time_ask_once_a_minute_and_keep_a_new_key_out_no_longer()
    {
        await _keys.Learn("one");
        _server.Answer = KeyServer.Text(Set(("one", _first), ("two", _second)));
        for (var second = 1; second < 60; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _keys.Learn($"made-up-{second}");
            await _keys.Learn(null);
        }
        Assert.Equal((1, null), (_server.Asked, _keys.Known("two")));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _keys.Learn("two");
        Assert.NotNull(_keys.Known("two"));
        Assert.Equal(2, _server.Asked);
        for (var second = 1; second <= 180; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _keys.Learn($"made-up-{second}");
        }
        Assert.Equal(5, _server.Asked);
    }

    [Fact]
    public async Task While_there_are_no_keys_they_are_asked_for_every_two_seconds_and_no_more_often()
    {
        _server.Answer = KeyServer.Text("", 500);
        for (var tenth = 0; tenth < 100; tenth++)
        {
            Assert.False(await _keys.Learn("one"));
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        Assert.Equal(5, _server.Asked);
        _server.Answer = KeyServer.Text(Set(("one", _first)));
        Assert.True(await _keys.Learn("one"));
    }

    [Fact]
    public async Task Within_ten_minutes_nobody_asks_again_and_after_them_a_withdrawn_key_goes_while_nobody_waits()
    {
        _server.Answer = KeyServer.Text(Set(("one", _first), ("two", _second)));
        await _keys.Learn("one");
        _server.Answer = KeyServer.Text(Set(("two", _second)));
        _clock.Advance(SigningKeys.Fresh - TimeSpan.FromSeconds(1));
        await _keys.Learn("two");
        Assert.NotNull(_keys.Known("one"));
        Assert.Equal(1, _server.Asked);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _keys.Learn("two");
        await Wait.Until("the withdrawn key has gone", Patience, () => _keys.Known("one") is null);
        Assert.NotNull(_keys.Known("two"));
        Assert.Equal(2, _server.Asked);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_and_what_is_known_goes_on()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), _http.Timeout);
        await _keys.Learn("one");
        _clock.Advance(Pause);
        var arrived = new TaskCompletionSource();
        _server.Answer = async http =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { });
        };
        var asking = _keys.Learn("two");
        await arrived.Task.WaitAsync(Patience);
        Assert.False(asking.IsCompleted);
        Assert.True(await _keys.Learn("one")); // whose key is known does not wait
        _http.CancelPendingRequests(); // as the client does by itself after five seconds
        Assert.True(await asking.WaitAsync(Patience));
        Assert.NotNull(_keys.Known("one"));
        Assert.Null(_keys.Known("two"));
        _clock.Advance(Pause);
        _server.Answer = KeyServer.Text(Set(("two", _second)));
        Assert.True(await _keys.Learn("two"));
        Assert.NotNull(_keys.Known("two"));
    }

    [Fact]
    public async Task After_a_long_silence_a_withdrawn_key_is_not_taken_even_once()
    {
        await _keys.Learn("one");
        _server.Answer = KeyServer.Text(Set(("two", _second)));
        _clock.Advance(TimeSpan.FromHours(12));
        await _keys.Learn("one");
        Assert.Null(_keys.Known("one"));
    }

    [Fact]
    public async Task Keys_that_do_not_do_are_passed_over_and_the_others_taken()
    {
        using var small = RSA.Create(1024);
        var set = new JsonArray(Forger.Jwk(small, "small"), Forger.Jwk(_second, null), Forger.Jwk(_first, "one"), null, new JsonObject { ["kty"] = "oct", ["kid"] = "secret", ["k"] = "c2VjcmV0" },
            new JsonObject { ["kty"] = "EC", ["kid"] = "curve", ["crv"] = "P-256", ["x"] = "AA", ["y"] = "AA" }, new JsonObject { ["kty"] = "RSA", ["kid"] = "no-numbers" },
            With(Forger.Jwk(_second, "encrypts"), "use", "enc"), With(Forger.Jwk(_second, "other-algorithm"), "alg", "RS512"), With(Forger.Jwk(_second, "broken"), "n", "!!!"));
        _server.Answer = KeyServer.Text(new JsonObject { ["keys"] = set }.ToJsonString());
        Assert.True(await _keys.Learn("one"));
        Assert.NotNull(_keys.Known("one"));
        foreach (var id in new[] { "small", "", "secret", "curve", "no-numbers", "encrypts", "other-algorithm", "broken", "ONE" }) Assert.Null(_keys.Known(id));
    }

    [Fact]
    public async Task A_fixed_key_needs_no_network_and_has_every_id()
    {
        var keys = Keys(new ClerkOptions { Issuer = Forger.Issuer, JwksUrl = _server.Address, JwtKey = _first.ExportSubjectPublicKeyInfoPem() });
        foreach (var id in new[] { "one", "two", null, "" })
        {
            Assert.True(await keys.Learn(id));
            Assert.NotNull(keys.Known(id));
            _clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(0, _server.Asked);
    }

    [Theory, InlineData("private"), InlineData("short"), InlineData("curve"), InlineData("text"), InlineData("certificate")]
    public void A_fixed_key_that_does_not_do_stops_the_start_without_telling_it(string what)
    {
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = what switch
        {
            "private" => _first.ExportPkcs8PrivateKeyPem(),
            "short" => small.ExportSubjectPublicKeyInfoPem(),
            "curve" => curve.ExportSubjectPublicKeyInfoPem(),
            "certificate" => "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            _ => "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A",
        };
        var why = Assert.Throws<InvalidOperationException>(() => Keys(new ClerkOptions { Issuer = Forger.Issuer, JwtKey = pem })).ToString();
        Assert.DoesNotContain(pem.Length > 100 ? pem[60..90] : pem, why, StringComparison.Ordinal);
    }

    [Theory, InlineData("http://clerk.sothebais.test/keys"), InlineData("ftp://127.0.0.1/keys"), InlineData("keys"), InlineData("file:///keys.json")]
    public void Keys_are_taken_over_https_only_except_from_this_machine(string address) =>
        Assert.Throws<InvalidOperationException>(() => Keys(new ClerkOptions { Issuer = Forger.Issuer, JwksUrl = address }));

    private static string Set(params (string Id, RSA Key)[] keys) => new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)Forger.Jwk(key.Key, key.Id))]) }.ToJsonString();

    private static JsonObject With(JsonObject key, string name, string value)
    {
        key[name] = value;
        return key;
    }

    private SigningKeys Keys(ClerkOptions clerk) => new(clerk, Pause, _http, _clock, NullLogger<SigningKeys>.Instance);
}
