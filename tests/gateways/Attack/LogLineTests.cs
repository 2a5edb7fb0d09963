using System.Text;
using System.Text.RegularExpressions;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>Nobody writes lines of their own into the log, or what a terminal would obey.</summary>
public sealed partial class LogLineTests
{
    // As they come in a path, in a header, in JSON: an end of line with a line after it, a terminal's colours and title, an end of line of Unicode's.
    private const string Escaped = "a%0D%0A12%3A00%3A00.000%20forged%1B%5B31m%1B%5D0%3Bforged%07", Spoken = "a\r\n12:00:00.000 forged\u001b[31m\u001b]0;forged\u0007\u0085\u2028b";

    [Fact]
    public async Task Every_line_of_the_log_is_the_houses_own()
    {
        await using var house = await AllInOneHouse.Start(null, "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft.AspNetCore=Information", "--Logging:LogLevel:Yarp=Information", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting=Information");
        using var client = new HouseClient(house.At);
        var (auction, admin) = (await client.Open(), await client.Admin());
        foreach (var port in new[] { 3000, 4100, 4200, 4300 })
        {
            await client.Get(port, $"/auctions/{Escaped}?x={Escaped}", admin);
            await client.Get(port, $"/api/auctions/{Escaped}", Escaped);
            await client.Ask(new HttpMethod("POST"), client.At.On(port, "/auctions"), Asking.Json($"{{\"id\":{Quoted},\"title\":{Quoted},{Quoted}:1}}"), admin, ("Idempotency-Key", Escaped), ("User-Agent", "a\u001b[31m forged"), ("X-Request-Id", "a\u001b[31m forged"));
            await RawHttp.Send(house.At.On(port), $"GET /auctions\u001b[31mforged HTTP/1.1\r\nHost: x\u001b[31m\r\nUser-Agent: \u001b]0;forged\u0007\r\nConnection: close\r\n\r\n");
        }
        await client.PostAs(admin, $"/auctions/{auction}/bids", new JsonObject { ["bidderId"] = Spoken, ["name"] = Spoken, ["next"] = true });
        await client.PostAs(admin, $"/auctions/{auction}/bids", new JsonObject { ["bidderId"] = "ann\u2028forged", ["name"] = "ann\u2028forged", ["next"] = true });
        await client.PostAs(admin, $"/auctions/{auction}/pause", new JsonObject { ["reason"] = Spoken });
        using (var content = new StringContent($"{{\"specversion\":\"1.0\",\"id\":{Quoted},\"source\":\"/a\",\"type\":{Quoted},\"data\":{Quoted}}}", Encoding.UTF8, "application/cloudevents+json"))
            await client.Ask(HttpMethod.Post, client.At.On(4300, "/events"), content, admin);
        await client.PostAs(admin, $"/auctions/{auction}/hammer", new JsonObject());
        await Wait.Until("the log has what happened last", Wait.Patience, () => house.Process.Output.Contains("AuctionUnsold", StringComparison.Ordinal) || house.Process.Output.Contains("AuctionSold", StringComparison.Ordinal));
        var log = house.Process.Output;
        Assert.DoesNotContain('\u001b', log);
        Assert.DoesNotContain('\u0007', log);
        Assert.All(log.Split('\n', '\r', '\u2028', '\u0085'), line => Assert.DoesNotMatch(Forged(), line));
    }

    private static string Quoted => System.Text.Json.JsonSerializer.Serialize(Spoken);

    [GeneratedRegex(@"^(12:00:00\.000 )?\s*forged")]
    private static partial Regex Forged();
}
