using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sothebais.Gateways.Admin.Clerk;
using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Gateways.SignIn;

/// <summary>Calls of Clerk's backend API that go wrong.</summary>
public sealed class ClerkBackendTests : IAsyncLifetime
{
    private FakeClerk _clerk = null!;
    private WebApplication _gateway = null!;

    private ClerkBackend Backend => _gateway.Services.GetRequiredService<ClerkBackend>();

    public async ValueTask InitializeAsync()
    {
        _clerk = await FakeClerk.Start();
        _clerk.People["user_1"] = new ClerkPerson("user_1");
        _gateway = With(_clerk.Settings("Production"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _clerk.DisposeAsync();
    }

    private static WebApplication With(params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.Logging.ClearProviders();
        builder.AddClerk();
        return builder.Build();
    }

    public static TheoryData<string> Passing => ["500", "503", "429", "cut", "cut in the middle", "hang", "hang in the middle"];

    [Theory, MemberData(nameof(Passing))]
    public async Task What_passes_is_waited_out(string what)
    {
        _clerk.Backend.Next(what switch
        {
            "429" => Fault.TooMany(retryAfter: 1),
            "cut" => Fault.Cut,
            "cut in the middle" => Fault.CutInTheMiddle,
            "hang" => Fault.Hang,
            "hang in the middle" => Fault.HangInTheMiddle,
            _ => Fault.Status(int.Parse(what, System.Globalization.CultureInfo.InvariantCulture)),
        });
        var began = Stopwatch.GetTimestamp();
        Assert.Equal("Ada Lovelace", (await Backend.FindUser("user_1"))!.Name);
        Assert.Equal(2, _clerk.Backend.Requests);
        if (what == "429") Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Revoking_is_tried_again_too()
    {
        var session = _clerk.SignIn(new ClerkPerson("user_2"));
        _clerk.Backend.Next(Fault.Status(502), Fault.CutInTheMiddle);
        Assert.Equal("revoked", (await Backend.RevokeSession(session.Id))!.Status);
        Assert.Equal("revoked", session.Status);
    }

    [Fact]
    public async Task A_Clerk_that_never_answers_is_given_up_after_ten_seconds()
    {
        _clerk.Backend.Outage = Fault.Hang;
        var began = Stopwatch.GetTimestamp();
        var failed = await Assert.ThrowsAsync<ClerkException>(() => Backend.FindUser("user_1"));
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 5, 15);
        Assert.Null(failed.Status);
    }

    [Fact]
    public async Task A_Clerk_that_fails_again_and_again_is_left_alone_for_a_while_and_asked_again_later()
    {
        _clerk.Backend.Outage = Fault.Status(500);
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<ClerkException>(() => Backend.FindUser("user_1"));
        var asked = _clerk.Backend.Requests;
        var failed = await Assert.ThrowsAsync<ClerkException>(() => Backend.FindUser("user_1"));
        Assert.Equal(asked, _clerk.Backend.Requests);
        Assert.Contains("left alone", failed.Message, StringComparison.Ordinal);
        _clerk.Backend.Outage = null;
        await Wait.Until("Clerk is asked again", Wait.Patience, async () => await Backend.FindUser("user_1") is not null);
    }

    [Fact]
    public async Task What_Clerk_refuses_is_not_tried_again_and_said_in_its_words()
    {
        _clerk.Backend.Next(Fault.Status(422, "form_param_invalid", "That will not do."));
        var failed = await Assert.ThrowsAsync<ClerkException>(() => Backend.FindUser("user_1"));
        Assert.Equal((System.Net.HttpStatusCode.UnprocessableEntity, "form_param_invalid", 1), (failed.Status, failed.Code, _clerk.Backend.Requests));
        Assert.Contains("That will not do.", failed.Message, StringComparison.Ordinal);
        Assert.StartsWith("trace-", failed.TraceId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_said_without_the_key()
    {
        const string Key = "sk_test_of-another-house";
        await using var gateway = With([.. _clerk.Settings("Production"), "--Clerk:SecretKey", Key]);
        var failed = await Assert.ThrowsAsync<ClerkException>(() => gateway.Services.GetRequiredService<ClerkBackend>().FindUser("user_1"));
        Assert.Equal("clerk_key_invalid", failed.Code); // and this Clerk repeats the key in its message
        Assert.DoesNotContain(Key, failed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>", 400), InlineData("not json", 200), InlineData("{}", 200), InlineData("null", 200), InlineData("[1,2]", 200), InlineData("""{"id":7}""", 200)]
    public async Task An_answer_that_is_not_Clerks_is_an_error_and_no_crash(string body, int status)
    {
        _clerk.Backend.Next(Fault.Body(status, body));
        await Assert.ThrowsAsync<ClerkException>(() => Backend.FindUser("user_1"));
        Assert.Equal(1, _clerk.Backend.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        _clerk.Backend.Next(Fault.Body(200, "{\"id\":\"" + new string('x', 300_000)));
        var failed = await Assert.ThrowsAsync<ClerkException>(() => Backend.FindUser("user_1"));
        Assert.Contains("262144 bytes", failed.Message, StringComparison.Ordinal);
        Assert.Equal(1, _clerk.Backend.Requests);
    }

    [Theory, InlineData(""), InlineData(".."), InlineData("../sessions/sess_1"), InlineData("user_1?x"), InlineData("user 1"), InlineData("user_é")]
    public async Task An_id_that_cannot_be_is_not_asked_for(string id)
    {
        Assert.Null(await Backend.FindUser(id));
        Assert.Null(await Backend.RevokeSession(id));
        Assert.Null(await Backend.FindUser(new string('x', 129)));
        Assert.Equal(0, _clerk.Backend.Requests);
    }

    [Fact]
    public async Task Metadata_written_by_hand_gives_the_roles_that_can_be_read()
    {
        foreach (var (metadata, roles) in new[]
        {
            ("""{"roles":["admin",7,null,"bidder"]}""", "admin bidder"), ("""{"roles":"admin"}""", ""), ("[]", ""), ("null", ""), ("""{"roles":{"a":1}}""", ""),
        })
        {
            _clerk.Backend.Next(Fault.Body(200, $$"""{"id":"user_1","object":"user","first_name":null,"username":"ada","email_addresses":null,"public_metadata":{{metadata}} }"""));
            var user = (await Backend.FindUser("user_1"))!;
            Assert.Equal((roles, "ada", null), (string.Join(' ', user.Roles), user.Name, user.Email));
        }
    }

    [Theory]
    [InlineData("pk_test_", "Clerk:PublishableKey"), InlineData("sk_test_Y2xlcmsuc290aGViYWlzLnRlc3Qk", "Clerk:PublishableKey"), InlineData("pk_live_%%%", "Clerk:PublishableKey")]
    [InlineData("pk_live_Y2xlcmsuc290aGViYWlzLnRlc3Q=", "Clerk:PublishableKey")] // without the dollar sign
    [InlineData("pk_live_ZXZpbC50ZXN0L3gk", "Clerk:PublishableKey")] // evil.test/x$
    [InlineData("pk_live_ZXZpbC50ZXN0OyBzY3JpcHQtc3JjICok", "Clerk:PublishableKey")] // evil.test; script-src *$
    [InlineData("pk_live_MTI3LjAuMC4xOjEyMzQk", "on this machine")] // 127.0.0.1:1234$
    public void A_publishable_key_that_is_none_is_found_at_the_start(string key, string words)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => With("--environment", "Production", "--Clerk:Issuer", "https://clerk.sothebais.test", "--Clerk:PublishableKey", key));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pk_live_Y2xlcmsuc290aGViYWlzLnRlc3Qk", "Production", "https://clerk.sothebais.test")]
    [InlineData("pk_test_MTI3LjAuMC4xOjEyMzQk", "Development", "https://127.0.0.1:1234")]
    [InlineData("pk_live_YS5iYyQ", "Production", "https://a.bc")] // its padding was lost
    public async Task A_publishable_key_names_the_host_of_Clerks_script(string key, string environment, string origin)
    {
        await using var gateway = With("--environment", environment, "--Clerk:Issuer", "https://clerk.sothebais.test", "--Clerk:PublishableKey", key);
        Assert.Equal($"{origin}/npm/@clerk/clerk-js@5.128.0/dist/clerk.browser.js", gateway.Services.GetRequiredService<ClerkFrontend>().Script);
    }

    [Theory]
    [InlineData("http://clerk.elsewhere.test/v1", "Production", "not https"), InlineData("ftp://clerk.test", "Development", "not an address"), InlineData("clerk", "Production", "not an address")]
    [InlineData("https://somebody:secret@clerk.test/v1", "Production", "not an address")]
    public void The_secret_key_goes_to_no_address_where_it_could_be_read(string address, string environment, string words)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => With(
            "--environment", environment, "--Clerk:Issuer", "https://clerk.sothebais.test", "--Clerk:SecretKey", "sk_live_1", "--Clerk:ApiUrl", address));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_1", refused.Message, StringComparison.Ordinal);
    }
}
