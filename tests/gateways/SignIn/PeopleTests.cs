using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Gateways.SignIn;

/// <summary>Who somebody is, and how to put them out.</summary>
public sealed class PeopleTests(HouseWithClerk house) : IClassFixture<HouseWithClerk>
{
    [Fact]
    public async Task An_admin_sees_who_a_bidder_is()
    {
        house.Clerk.People["user_2grace"] = new ClerkPerson("user_2grace", "Grace", "Hopper", "grace@sothebais.test", ["auctioneer"]);
        var reply = await house.Ask(HttpMethod.Get, "/api/people/user_2grace", house.SignIn("admin").Token);
        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal(
            """{"id":"user_2grace","name":"Grace Hopper","firstName":"Grace","lastName":"Hopper","username":null,"email":"grace@sothebais.test","imageUrl":"https://img.clerk.com/user_2grace","roles":["auctioneer"]}""",
            reply.Text);
    }

    [Fact]
    public async Task An_admin_ends_a_session_once_or_twice()
    {
        var (session, _) = house.SignIn();
        for (var time = 0; time < 2; time++)
        {
            var reply = await house.Ask(HttpMethod.Post, $"/api/sessions/{session.Id}/revoke", house.SignIn("admin").Token);
            Assert.True(reply.Status == 200, reply.Text);
            Assert.Equal((session.Id, session.Person.Id, "revoked"), ((string?)reply.Json["id"], (string?)reply.Json["userId"], (string?)reply.Json["status"]));
        }
        session.Status = "ended";
        Assert.Equal("ended", (string?)(await house.Ask(HttpMethod.Post, $"/api/sessions/{session.Id}/revoke", house.SignIn("admin").Token)).Json["status"]);
    }

    [Fact]
    public async Task A_session_that_was_revoked_has_access_for_what_is_left_of_its_tokens_life_and_no_longer()
    {
        var (session, _) = house.SignIn("admin");
        // Both cookie and header; of the life of either three seconds are left, and what clocks may differ by.
        var token = house.Clerk.Tokens.Of(session, HouseWithClerk.Origin, age: TimeSpan.FromSeconds(57));
        Assert.Equal(200, (await house.Ask(HttpMethod.Get, "/auth/verify", token)).Status);
        Assert.Equal(200, (await house.Ask(HttpMethod.Post, $"/api/sessions/{session.Id}/revoke", house.SignIn("admin").Token)).Status);
        Assert.Equal("revoked", session.Status); // from here on Clerk makes no token of it
        await Wait.Until("the header is refused", Wait.Patience, async () => (await house.Ask(HttpMethod.Get, "/auth/verify", token)).Status == 401);
        Check.Problem(await house.Ask(HttpMethod.Get, "/auth/verify", null, ("Cookie", $"__session={token}")), 401, "unauthenticated");
        Check.Problem(await house.Client.PostAs(token, "/auctions", new JsonObject()), 401, "unauthenticated");
    }

    [Theory, InlineData("GET", "/api/people/user_1"), InlineData("POST", "/api/sessions/sess_1/revoke")]
    public async Task Nobody_else_does(string method, string path)
    {
        Check.Problem(await house.Ask(new HttpMethod(method), path), 401, "unauthenticated");
        foreach (var role in new[] { "auctioneer", "bidder", "event-source" })
            Check.Problem(await house.Ask(new HttpMethod(method), path, house.SignIn(role).Token), 403, "forbidden");
    }

    [Theory]
    [InlineData("GET", "/api/people/user_nobody", "person-not-found"), InlineData("POST", "/api/sessions/sess_none/revoke", "session-not-found")]
    [InlineData("GET", "/api/people/..%2Fsessions%2Fsess_1", "person-not-found"), InlineData("GET", "/api/people/user%3F_1", "person-not-found")]
    public async Task Whoever_is_not_there_is_not_there(string method, string path, string code) =>
        Check.Problem(await house.Ask(new HttpMethod(method), path, house.SignIn("admin").Token), 404, code);

    [Fact]
    public async Task When_Clerk_wants_to_be_left_alone_the_caller_is_told_for_how_long()
    {
        house.Clerk.Backend.Next(Fault.TooMany(retryAfter: 30));
        var reply = await house.Ask(HttpMethod.Get, "/api/people/user_1", house.SignIn("admin").Token);
        var problem = Check.Problem(reply, 503, "clerk-unavailable");
        Assert.Equal("30", reply.Header("Retry-After"));
        Assert.Equal("too_many_requests", (string?)problem["clerkCode"]);
        Assert.StartsWith("trace-", (string?)problem["clerkTraceId"], StringComparison.Ordinal);
    }
}
