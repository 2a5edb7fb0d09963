using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>Bidders of every kind, who bid on all lots at once, over HTTP and by events, until they are told to stop. One of them has a limit.</summary>
public sealed class Crowd(ChaosHouse house, Client client, IReadOnlyList<Lot> lots, int seed)
{
    private const int Bidders = 8;
    private const int LimitedOnes = 3;
    private const string Source = "/chaos";

    private readonly ConcurrentDictionary<string, decimal> _minima = new(lots.ToDictionary(l => l.Id, _ => Lot.Opening));
    private readonly CancellationTokenSource _ending = new();
    private Task _all = Task.CompletedTask;

    /// <summary>Who has a limit, over all auctions.</summary>
    public string Limited => $"limited-{seed}";

    /// <summary>The limit.</summary>
    public const decimal Limit = 120;

    /// <summary>Begins.</summary>
    public async Task Begin()
    {
        await client.Persist(HttpMethod.Post, house.At.On(4100, "/bidders"), new JsonObject { ["id"] = Limited, ["name"] = Limited });
        await client.Must(HttpMethod.Put, house.At.On(4100, $"/bidders/{Limited}/limits"), new JsonObject { ["USD"] = $"{Limit}" });
        foreach (var quiet in lots.Where(l => l.Kind == LotKind.Quiet)) await Bid(quiet, "early", BidWay.Amount, Lot.Opening, "early", byEvent: false);
        _all = Task.WhenAll([
            .. Enumerable.Range(0, Bidders).Select(n => Task.Run(() => BidOn(n, $"bidder-{n}"))),
            // The same person in several rooms at once.
            .. Enumerable.Range(0, LimitedOnes).Select(n => Task.Run(() => BidOn(Bidders + n, Limited))),
        ]);
    }

    /// <summary>Stops, when every bid on its way has its answer.</summary>
    public async Task Stop()
    {
        await _ending.CancelAsync();
        await _all;
        _ending.Dispose();
    }

    /// <summary>Bids, and notes what was said.</summary>
    public async Task<BidAnswer> Bid(Lot lot, string bidder, BidWay way, decimal? offer, string key, bool byEvent)
    {
        var bid = new JsonObject { ["bidderId"] = bidder, ["name"] = bidder };
        if (way == BidWay.Next) bid["next"] = true;
        else bid[way == BidWay.Amount ? "amount" : "maximum"] = offer!.Value.ToString(CultureInfo.InvariantCulture);
        var (sent, sentAt) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        key = $"s{seed}-{key}";
        Answer answer;
        if (byEvent)
        {
            bid["auctionId"] = lot.Id;
            answer = await client.Persist(HttpMethod.Post, house.At.On(4300, "/events"), new JsonObject
            {
                ["specversion"] = "1.0",
                ["id"] = key,
                ["source"] = Source,
                ["type"] = "com.sothebais.bid.requested.v1",
                ["data"] = bid,
            }, type: "application/cloudevents+json");
        }
        else answer = await client.Persist(HttpMethod.Post, house.At.On(4100, $"/auctions/{lot.Id}/bids"), bid, key);
        var read = Read(answer, byEvent);
        if (read.Code is { } code && !Reasons.Contains(code)) client.Told.Unexpected.Enqueue($"{way} {offer} of {bidder} on {lot.Id} ({key}): {answer.Status} {answer.Text}");
        client.Told.Bids.Enqueue(new BidTold(
            lot.Id, bidder, way, offer, byEvent ? $"+{Source} {key}" : "=" + key, sent, sentAt, Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow(), read));
        return read;
    }

    private static readonly string[] Reasons = ["bid-too-low", "already-leading", "auction-not-open", "limit-exceeded", "quantity-not-left", "maximum-not-raised"];

    private static BidAnswer Read(Answer answer, bool byEvent)
    {
        var body = answer.Body as JsonObject;
        var taken = byEvent ? (string?)body?["status"] == "accepted" : answer.Status == 201;
        return new BidAnswer(
            taken ? (long?)body!["sequence"] : null, taken ? Number(body!["amount"]) : null, taken ? null : (string?)body?["code"] ?? $"{answer.Status} {answer.Text}",
            Number(body?["minimumBid"]), (string?)body?["auctionStatus"]);
    }

    private static decimal? Number(JsonNode? text) => text is null ? null : decimal.Parse((string)text!, CultureInfo.InvariantCulture);

    private async Task BidOn(int worker, string bidder)
    {
        var random = new Random(seed * 100 + worker);
        for (var n = 0; !_ending.IsCancellationRequested; n++)
        {
            var lot = lots[random.Next(lots.Count)];
            if (Draw(lot, random) is var (way, offer))
            {
                var answer = await Bid(lot, bidder, way, offer, $"{worker}-{n}", byEvent: random.Next(4) == 0);
                if (answer.MinimumBid is { } minimum) _minima[lot.Id] = minimum;
                else if (answer.Amount is { } amount) _minima[lot.Id] = amount + Lot.Increment;
            }
            await Task.Delay(random.Next(20, 90));
        }
    }

    private (BidWay Way, decimal? Offer)? Draw(Lot lot, Random random) => lot.Kind switch
    {
        LotKind.Hot or LotKind.Timed => random.Next(2) == 0 ? (BidWay.Next, null) : (BidWay.Amount, _minima[lot.Id] + random.Next(3)),
        LotKind.Proxy => random.Next(2) == 0 ? (BidWay.Maximum, _minima[lot.Id] + random.Next(20)) : (BidWay.Amount, _minima[lot.Id] + random.Next(3)),
        LotKind.SealedFirst or LotKind.SealedSecond => (BidWay.Amount, Lot.Opening + random.Next(100)),
        LotKind.InSale => random.Next(4) == 0 ? (BidWay.Next, null) : null,
        LotKind.Dutch => random.Next(15) == 0 ? (BidWay.Next, null) : null,
        _ => null,
    };
}
