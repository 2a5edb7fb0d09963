namespace Sothebais.Tests.Gateways.Attack;

/// <summary>What is told to one person is kept by no cache, and shown in nobody's frame.</summary>
public sealed class PrivateAnswerTests(OpenHouse house)
{
    private static readonly (int Port, string Path)[] Private =
    [
        (4100, "/auctions/{id}/audit"), (4100, "/bidders/me"), (4100, "/bidders"), (4100, "/sales"), (4100, "/auctions/{id}"), (4200, "/streams"), (4300, "/webhooks"), (4300, "/dead-letters"), (4300, "/activity"), (4300, "/events?limit=1"),
    ];

    private static string? Of(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private async Task<HttpResponseMessage> Ask(int port, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, house.At.On(port, path));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await house.Client.Http.SendAsync(request);
    }

    [Fact]
    public async Task Who_says_who_they_are_gets_answers_that_no_cache_keeps()
    {
        var (auction, token) = (await house.Client.Open(), await house.Client.Admin());
        foreach (var (port, path) in Private.SelectMany(door => new[] { door, (3000, "/api" + door.Path) }).Select(door => (door.Item1, door.Item2.Replace("{id}", auction, StringComparison.Ordinal))))
            foreach (var (name, value) in new[] { ("Authorization", $"Bearer {token}"), ("Cookie", $"__session={token}") })
            {
                using var answer = await Ask(port, path, (name, value));
                var what = $"{port} {path} with {name}: {(int)answer.StatusCode}";
                Assert.True((int)answer.StatusCode is 200 or 404 && Of(answer, "Cache-Control") == "no-store", $"{what}, {Of(answer, "Cache-Control")}");
                Assert.True(Of(answer, "X-Frame-Options") == "DENY" && Of(answer, "Content-Security-Policy")?.Contains("frame-ancestors 'none'", StringComparison.Ordinal) == true, what);
                Assert.True(Of(answer, "Access-Control-Allow-Origin") is null && Of(answer, "Access-Control-Allow-Credentials") is null, what);
            }
    }

    [Fact]
    public async Task The_houses_own_files_are_kept_all_the_same()
    {
        var version = await house.Client.Http.GetStringAsync(house.At.On(4200, "/overlay/version"));
        foreach (var port in new[] { 4200, 3000 })
        {
            using var answer = await Ask(port, $"/overlay/assets/overlay.css?v={version}", ("Cookie", $"__session={await house.Client.Admin()}"));
            Assert.Equal((200, "public, max-age=31536000, immutable", "Accept-Encoding"), ((int)answer.StatusCode, Of(answer, "Cache-Control"), Of(answer, "Vary")));
        }
    }

    [Fact]
    public async Task What_a_request_says_of_its_way_is_written_into_no_answer_that_could_be_kept()
    {
        foreach (var (port, path) in new[] { (4100, "/auctions"), (3000, "/"), (3000, "/sign-in"), (3000, "/api/auctions"), (4200, "/overlay/main"), (4200, "/overlay"), (3000, "/overlay/main"), (4100, "/docs") })
        {
            using var answer = await Ask(port, path, ("X-Forwarded-Host", "poison.example"), ("X-Forwarded-Prefix", "/poison.example"), ("X-Original-URL", "/poison.example"), ("X-Rewrite-URL", "/poison.example"), ("Forwarded", "host=poison.example"));
            var kept = Of(answer, "Cache-Control") is not ("no-store" or "no-cache" or "no-cache, no-store");
            var told = answer.Headers.Concat(answer.Content.Headers).Any(h => string.Join(' ', h.Value).Contains("poison", StringComparison.Ordinal)) || (await answer.Content.ReadAsStringAsync()).Contains("poison", StringComparison.Ordinal);
            Assert.False(kept && told, $"{port} {path}: {(int)answer.StatusCode} {Of(answer, "Cache-Control")} {Of(answer, "Location")}");
        }
    }
}
