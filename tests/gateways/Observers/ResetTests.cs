namespace Sothebais.Tests.Gateways.Observers;

/// <summary>A place in the feed that is no longer kept is answered aloud.</summary>
[Collection(OnRedis.Name)]
public sealed class ResetTests(RedisHouse redis)
{
    [Fact]
    public async Task Whoever_was_away_for_too_long_is_told_so_and_goes_on_with_what_is_kept()
    {
        var first = await redis.Client.Open();
        string place;
        using (var line = await FeedLine.Connect(redis.House.At, $"subject={first}&after=0")) place = (await line.Next()).Id!;

        // More commits than the feed keeps, and a house that remembers none of them by itself.
        var auctions = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => redis.Client.Open()));
        await Task.WhenAll(auctions.Select(async id =>
        {
            for (var i = 0; i < 90; i++) Assert.Equal(201, (await redis.Client.BidNext(id, $"bidder-{i}")).Status);
        }));
        Assert.Equal(0, await redis.House.Process.Terminate(TimeSpan.FromSeconds(20)));
        await redis.House.StartAgain();
        redis.Client.SignOut();

        using (var late = await FeedLine.Connect(redis.House.At, lastEventId: place))
        {
            Assert.Equal("reset", (await late.Next()).Name);
            var next = await late.Next();
            Assert.Null(next.Name);
            using var oldest = await FeedLine.Connect(redis.House.At, "after=0");
            var kept = await oldest.Next();
            Assert.Equal((kept.Id, (string?)kept.Data["id"]), (next.Id, (string?)next.Data["id"]));

            // From there on without loss: every auction's events to the end, in order.
            var seen = new Dictionary<string, long> { [(string)next.Data["subject"]!] = long.Parse((string)next.Data["sequence"]!, null) };
            while (seen.Count(s => auctions.Contains(s.Key) && s.Value == 92) < auctions.Length)
            {
                var told = await late.Next();
                Assert.Null(told.Name);
                var (subject, sequence) = ((string)told.Data["subject"]!, long.Parse((string)told.Data["sequence"]!, null));
                if (seen.TryGetValue(subject, out var last)) Assert.Equal(last + 1, sequence);
                seen[subject] = sequence;
            }
        }
        Assert.True((bool)(await redis.Client.Get(4300, $"/events?after={place}")).Json["reset"]!);
        Assert.False((bool)(await redis.Client.Get(4300, "/events?after=0")).Json["reset"]!);
        // The log itself keeps everything.
        Assert.Equal($"{first}-1", (string?)(await redis.Client.Get(4300, $"/events/{first}-1")).Json["id"]);
        Assert.Equal(92, (await redis.Client.Events(auctions[0])).Count);
    }
}
