using System.Net.Sockets;
using System.Text;

namespace Sothebais.Tests.Gateways.Bids;

/// <summary>When a bid counts as received: when all of it is here, by the house's clock.</summary>
public sealed class ReceiptTimeTests(OpenHouse house)
{
    [Fact]
    public async Task A_bid_whose_body_comes_after_its_head_is_received_with_its_body()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "50");
        var (head, body) = await Request(id);
        using var line = await Send(head);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken); // what the test is about: the body takes its time
        var late = DateTimeOffset.UtcNow;
        await line.GetStream().WriteAsync(body, TestContext.Current.CancellationToken);
        await Answer(line);
        Assert.True(ReceivedAt(await Attempt(id)) >= late);
    }

    [Fact]
    public async Task A_bid_that_comes_in_one_piece_is_received_before_it_is_decided()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "50");
        var (head, body) = await Request(id);
        var sent = DateTimeOffset.UtcNow;
        using var line = await Send([.. head, .. body]);
        await Answer(line);
        var attempt = await Attempt(id);
        Assert.InRange(ReceivedAt(attempt), sent, Check.Instant(attempt, "at"));
    }

    [Fact]
    public async Task Who_sends_the_head_before_the_close_and_the_amount_after_it_is_too_late_and_hears_by_how_much()
    {
        var id = await house.Client.Open(new JsonObject { ["duration"] = "PT1S" });
        var (head, body) = await Request(id);
        using var line = await Send(head);
        var closesAt = Check.Instant(await house.Client.View(id), "closesAt");
        await Wait.Until("the close has come", Wait.Patience, () => DateTimeOffset.UtcNow > closesAt.AddMilliseconds(20));
        await line.GetStream().WriteAsync(body, TestContext.Current.CancellationToken); // well within the grace
        var answer = await Answer(line);
        Assert.Contains("auction-not-open", answer, StringComparison.Ordinal);
        Assert.Matches("\"lateBy\":[1-9]", answer);
    }

    private async Task<(byte[] Head, byte[] Body)> Request(string id)
    {
        var body = """{"amount":"20"}""";
        var head = $"POST /auctions/{id}/bids HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n" +
            $"Authorization: Bearer {await house.Client.Token("eve", "bidder")}\r\n\r\n";
        return (Encoding.ASCII.GetBytes(head), Encoding.ASCII.GetBytes(body));
    }

    private async Task<TcpClient> Send(byte[] bytes)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(house.At.On(4100).Host, house.At.On(4100).Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task<string> Answer(TcpClient line)
    {
        using var answer = new StreamReader(line.GetStream());
        return await answer.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private async Task<JsonNode> Attempt(string id) => (await house.Client.Get(4100, $"/auctions/{id}/attempts", await house.Client.Admin())).Json["items"]!.AsArray().Single()!;

    private static DateTimeOffset ReceivedAt(JsonNode attempt) => Check.Instant(attempt, "receivedAt");
}
