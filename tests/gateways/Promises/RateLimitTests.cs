namespace Sothebais.Tests.Gateways.Promises;

/// <summary>Callers who ask too often.</summary>
public sealed class RateLimitTests(RateLimitTests.StrictHouse house) : IClassFixture<RateLimitTests.StrictHouse>
{
    /// <summary>A house that lets a person ask five times a second and the house's own people forty times; twice that at once.</summary>
    public sealed class StrictHouse : IAsyncLifetime
    {
        private AllInOneHouse? _house;

        /// <summary>A client of it.</summary>
        public HouseClient Client { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            _house = await AllInOneHouse.Start(null, "--RateLimits:Enabled=true", "--RateLimits:PerSecond=5", "--RateLimits:PerSecondForHouse=40");
            Client = new HouseClient(_house.At);
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            Client?.Dispose();
            if (_house is not null) await _house.DisposeAsync();
        }
    }

    private async Task<Reply> AskUntilRefused(string? token, int most = 100)
    {
        for (var i = 0; i < most; i++)
            if (await house.Client.Get(4100, "/auctions?limit=1", token) is { Status: not 200 } reply) return reply;
        throw new InvalidOperationException($"{most} requests were let through.");
    }

    [Fact]
    public async Task Too_many_requests_are_refused_with_when_to_come_back()
    {
        foreach (var token in new[] { null, await house.Client.Token("alice", "bidder") })
        {
            var reply = await AskUntilRefused(token);
            Check.Problem(reply, 429, "rate-limited");
            Assert.InRange(int.Parse(reply.Header("Retry-After")!, null), 1, 60);
            await Wait.Until("one may ask again", Wait.Patience, async () => (await house.Client.Get(4100, "/auctions?limit=1", token)).Status == 200);
        }
    }

    [Fact]
    public async Task One_caller_does_not_use_up_anothers_allowance()
    {
        var (greedy, modest) = (await house.Client.Token("greedy", "bidder"), await house.Client.Token("modest", "bidder"));
        Assert.Equal(429, (await AskUntilRefused(greedy)).Status);
        Assert.Equal(200, (await house.Client.Get(4100, "/auctions?limit=1", modest)).Status);
    }

    [Fact]
    public async Task Who_acts_for_the_room_may_ask_more_often()
    {
        var desk = await house.Client.Token("desk", "event-source");
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => house.Client.Get(4100, "/auctions?limit=1", desk)));
        Assert.All(replies, r => Assert.Equal(200, r.Status));
    }

    [Fact]
    public async Task Health_and_metrics_are_answered_however_often_they_are_asked_for()
    {
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(200, (await house.Client.Get(4100, "/api/health")).Status);
            Assert.Equal(200, (await house.Client.Get(4191, "/health/ready")).Status);
            Assert.Equal(200, (await house.Client.Get(4191, "/health/live")).Status);
            if (i % 4 == 0) Assert.Equal(200, (await house.Client.Get(4190, "/metrics")).Status);
        }
    }
}
