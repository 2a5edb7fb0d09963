using System.Net.Http.Headers;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>Every operation that the house documents, asked by everybody, with all that breaks things.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 20_000, Seed = 20_261_128, Fresh = 1_000;

    private static readonly string[][] Callers = [[], ["bidder"], ["auctioneer"], ["event-source"], ["admin", "auctioneer"], ["admin", "auctioneer"], ["admin", "auctioneer"]];

    [Fact]
    public async Task Twenty_thousand_requests_never_break_the_house_and_what_it_refuses_changes_nothing()
    {
        await using var house = await AllInOneHouse.Start(null, "--Webhooks:Schedule:0=00:00:00");
        using var client = new HouseClient(house.At);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = Wait.Patience };
        var chance = new Random(Seed);
        List<(Operation Operation, JsonNode Document)> all = [];
        foreach (var port in new[] { 3000, 4100, 4200, 4300 })
        {
            var document = (await client.Send(HttpMethod.Get, house.At.On(port, "/openapi/v1.json"), null, null)).Body!;
            all.AddRange(Operation.In(port, document).Select(o => (o, document)));
        }
        Assert.True(all.Count > 80, $"{all.Count} operations.");
        var answers = new SortedDictionary<int, int>();
        var compared = 0;
        List<string> wrong = [];
        Dictionary<string, string> ids = [];
        for (var n = 0; n < Requests && wrong.Count < 20; n++)
        {
            if (n % Fresh == 0) ids = await Stock(client, n / Fresh);
            var (operation, document) = all[n % all.Count];
            if (operation.Path is "/dev/token" or "/sign-out") continue; // gives tokens, and takes a cookie: no state of the house's
            var fuzzer = new Fuzzer(document, ids, chance);
            var caller = fuzzer.Pick(Callers);
            using var request = fuzzer.Request(operation, house.At.On(operation.Port));
            if (caller.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await client.Token(string.Join('-', caller), caller));
            var what = $"#{n} {request.Method} {request.RequestUri} as {string.Join(' ', caller)}: {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
            var watched = request.Method == HttpMethod.Get ? null : Watched(operation, ids);
            var before = watched is null ? null : await Now(client, watched);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var (status, type) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
            answers[status] = answers.GetValueOrDefault(status) + 1;
            if (type == "text/event-stream") continue; // goes on for ever
            var text = await answer.Content.ReadAsStringAsync();
            if (status is >= 500 and not 503 || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal)) wrong.Add($"{what}\n  {status} {text}");
            if (status < 400) continue;
            // A path with a zero byte Kestrel refuses by itself, before anything of the house's.
            var isServers = status == 400 && text.Length == 0 && request.RequestUri!.AbsolutePath.Contains("%00", StringComparison.Ordinal);
            if (!isServers && (type != "application/problem+json" || (string?)JsonNode.Parse(text)!["code"] is not { Length: > 0 })) wrong.Add($"{what}\n  no problem: {status} {type} {text}");
            if (watched is null) continue;
            compared++;
            if (before != await Now(client, watched)) wrong.Add($"{what}\n  refused with {status}, and {watched.PathAndQuery} is another than it was:\n  {before}\n  {await Now(client, watched)}");
        }
        output.WriteLine($"{all.Count} operations; seed {Seed}; answers {string.Join(", ", answers.Select(a => $"{a.Value} x {a.Key}"))}; {compared} refusals compared.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(house.Process.IsRunning);
        Assert.DoesNotContain("Unhandled exception", house.Process.Output, StringComparison.Ordinal);
        Assert.True(answers.GetValueOrDefault(200) + answers.GetValueOrDefault(201) + answers.GetValueOrDefault(202) > Requests / 20, "Too few were right: nothing behind the first check was reached.");
    }

    // What a request may change; null where there is nothing to compare.
    private static Uri? Watched(Operation operation, Dictionary<string, string> ids)
    {
        var first = operation.Path.Split('/')[1];
        return ids.TryGetValue(first, out var id) && operation.Path.StartsWith($"/{first}/{{", StringComparison.Ordinal) ? new Uri(new Uri($"http://127.0.0.1:{operation.Port}"), $"/{first}/{id}") : null;
    }

    private static async Task<string> Now(HouseClient client, Uri watched)
    {
        var answer = await client.Send(HttpMethod.Get, client.At.On(watched.Port, watched.PathAndQuery), null, await client.Admin());
        if (answer.Body is not JsonObject view) return $"{answer.Status}";
        foreach (var passing in new[] { "serverTime", "live", "traceId", "requestId" }) view.Remove(passing); // the clock, and what a delivery does meanwhile
        return view.ToJsonString();
    }

    // Something of each kind to be asked about, with no clock that would change it by itself.
    private static async Task<Dictionary<string, string>> Stock(HouseClient client, int round)
    {
        var admin = await client.Admin();
        async Task<string> Made(int port, string path, JsonObject body)
        {
            var answer = await client.Send(HttpMethod.Post, client.At.On(port, path), body, admin);
            Assert.True(answer.Status is 201, answer.Text);
            return (string)answer.Body!["id"]!;
        }
        var auction = await client.Open(new JsonObject { ["id"] = $"fuzz-{round}" });
        await client.BidNext(auction, "bidder");
        return new Dictionary<string, string>
        {
            ["auctions"] = auction,
            ["sales"] = await Made(4100, "/sales", new() { ["id"] = $"fuzz-{round}", ["title"] = "Fuzz", ["currency"] = "USD" }),
            ["bidders"] = await Made(4100, "/bidders", new() { ["id"] = $"fuzz-{round}", ["name"] = "Fuzz" }),
            ["streams"] = await Made(4200, "/streams", new() { ["id"] = $"fuzz-{round}", ["title"] = "Fuzz", ["auctionId"] = auction }),
            ["webhooks"] = await Made(4300, "/webhooks", new() { ["id"] = $"fuzz-{round}", ["url"] = "https://shop.example.com/x", ["subject"] = "nobody" }),
        };
    }
}
