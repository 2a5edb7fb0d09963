using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sothebais.Tests.Infra.Traefik;

namespace Sothebais.Tests.Infra.Edge;

/// <summary>The whole way in, as the world sees it: names, TLS, redirects, sessions, and what flows.</summary>
public sealed class TlsEdgeTests(TlsEdge edge) : IClassFixture<TlsEdge>
{
    private static readonly (string, string) Browser = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    [Theory, MemberData(nameof(Requests))]
    public async Task Without_a_session_a_request_of_the_table_fares_as_it_says(string scheme, string host, string target, string expected)
    {
        using var answer = await edge.Ask(HttpMethod.Get, TlsEdge.On(target, scheme, host));
        var (status, passage) = ((int)answer.StatusCode, expected.Split(' ')[^1]);
        if (passage is "house" or "operators") Assert.Equal(401, status);
        else if (passage == "public") Assert.True(status is not (401 or 403) && answer.Headers.Contains("Strict-Transport-Security"), $"{status}");
        else if (expected.StartsWith("301 ", StringComparison.Ordinal)) Assert.Equal(expected, $"{status} {answer.Headers.Location?.OriginalString}");
        else Assert.Equal(expected, $"{status}");
    }

    [Fact]
    public async Task Tls_1_1_is_refused_and_1_2_is_spoken()
    {
        var (type, alert) = await ClientHello.Say(edge.Ports.Https, "admin." + TlsEdge.Domain, 0x0302);
        Assert.Equal((21, 2, 70), (type, alert[0], alert[1])); // fatal, protocol_version
        Assert.Equal(22, (await ClientHello.Say(edge.Ports.Https, "admin." + TlsEdge.Domain, 0x0303)).Type);
    }

    [Fact]
    public async Task A_person_comes_from_plain_http_and_the_bare_domain_through_signing_in_to_the_page_they_wanted()
    {
        var wanted = "/grafana/d/room?from=now-1h&to=now";
        using var plain = await edge.Ask(HttpMethod.Get, TlsEdge.On(wanted, "http", TlsEdge.Domain), null, Browser);
        Assert.Equal($"https://{TlsEdge.Domain}{wanted}", plain.Headers.Location!.OriginalString);
        using var bare = await edge.Ask(HttpMethod.Get, plain.Headers.Location, null, Browser);
        Assert.Equal($"https://admin.{TlsEdge.Domain}{wanted}", bare.Headers.Location!.OriginalString);
        using var asked = await edge.Ask(HttpMethod.Get, bare.Headers.Location, null, Browser);
        Assert.Equal((HttpStatusCode.Found, "/sign-in?redirect_url=" + Uri.EscapeDataString(wanted)), (asked.StatusCode, asked.Headers.Location!.OriginalString));

        using var signedIn = await edge.Ask(HttpMethod.Post, TlsEdge.On("/sign-in"), new FormUrlEncodedContent(new Dictionary<string, string> { ["preset"] = "admin", ["redirect_url"] = wanted }),
            Browser, ("Origin", "https://admin." + TlsEdge.Domain), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal((HttpStatusCode.SeeOther, wanted), (signedIn.StatusCode, signedIn.Headers.Location?.OriginalString));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase); // the house believes that it is TLS
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);

        using var there = await edge.Ask(HttpMethod.Get, TlsEdge.On(wanted), null, Browser, ("Cookie", cookie.Split(';')[0]));
        var heard = JsonNode.Parse(await there.Content.ReadAsStringAsync())!;
        Assert.Equal(("admin", "https", "admin." + TlsEdge.Domain), ((string?)heard["X-User-Id"], (string?)heard["X-Forwarded-Proto"], (string?)heard["X-Forwarded-Host"]));
        Assert.Equal("DENY", Assert.Single(there.Headers.GetValues("X-Frame-Options")));
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_stay_with_tls_whoever_makes_it()
    {
        foreach (var (path, token) in new[] { ("/api/health", null), ("/overlay/auction/x", null), ("/grafana", null), ("/grafana", await edge.Client.Token("root", "admin")), ("/sign-in", null) })
        {
            using var answer = await edge.Ask(HttpMethod.Get, TlsEdge.On(path), null, token is null ? [] : [("Authorization", $"Bearer {token}")]);
            Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task An_identity_or_an_origin_that_the_caller_made_up_gets_nowhere()
    {
        (string, string)[] forged = [("X-User-Id", "admin"), ("X-User-Roles", "admin"), ("X-Forwarded-Uri", "/api/health"), ("X-Forwarded-Method", "OPTIONS"), ("X-Forwarded-Host", "evil.example"), ("X-Original-Host", "evil.example"), ("X-Request-Id", "made-up")];
        using var nobody = await edge.Ask(HttpMethod.Get, TlsEdge.On("/grafana/forged"), null, forged);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var bidder = await edge.Ask(HttpMethod.Get, TlsEdge.On("/grafana/forged"), null, [("Authorization", $"Bearer {await edge.Client.Token("sneak", "bidder")}"), .. forged]);
        Assert.Equal(HttpStatusCode.Forbidden, bidder.StatusCode);
        using var admin = await edge.Ask(HttpMethod.Get, TlsEdge.On("/prometheus/graph"), null, [("Authorization", $"Bearer {await edge.Client.Token("root", "admin")}"), .. forged]);
        var heard = JsonNode.Parse(await admin.Content.ReadAsStringAsync())!;
        Assert.Equal(("root", "admin." + TlsEdge.Domain, null, null), ((string?)heard["X-User-Id"], (string?)heard["X-Forwarded-Host"], (string?)heard["X-Original-Host"], (string?)heard["X-Request-Id"]));
        using var open = await edge.Ask(HttpMethod.Get, TlsEdge.On("/sign-in"), null, forged);
        Assert.DoesNotContain("made-up", open.Headers.GetValues("X-Request-Id"));
        Assert.DoesNotContain(edge.Echo.Seen, seen => seen.Path == "/grafana/forged");
    }

    [Fact]
    public async Task An_overlay_over_wss_has_its_bid_and_its_heartbeat()
    {
        var id = await edge.Client.Open();
        using var page = await edge.Ask(HttpMethod.Get, TlsEdge.On($"/overlay/auction/{id}"), null, Browser);
        Assert.Contains("same-origin", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal); // the page looks for its line beside itself
        await using var viewer = new SocketObserver(edge.Client.At, id, TlsEdge.On("/ws", "wss")) { Way = edge.Way };
        await viewer.Connect();
        await Wait.Until("the viewer has a snapshot", Wait.Patience, () => !viewer.Snapshots.IsEmpty);
        Assert.Equal(201, (await edge.Client.BidNext(id, "ada")).Status);
        await Wait.Until("the bid is seen", Wait.Patience, () => viewer.Last == 3);
        await Wait.Until("a heartbeat is heard", Wait.Patience, () => viewer.Heartbeats.Any(beat => (long)beat["sequence"]! == 3));
    }

    [Fact]
    public async Task The_feed_comes_event_by_event_through_tls_and_only_with_a_session()
    {
        var id = await edge.Client.Open();
        await using var feed = new FeedObserver(edge.Client.At, id, TlsEdge.On("/api/events")) { Way = edge.Way, Token = await edge.Client.Token("alice", "bidder") };
        await feed.Connect("0");
        await Wait.Until("what was, is there", Wait.Patience, () => feed.Events.Count == 2);
        for (var n = 3; n < 6; n++)
        {
            // The next is not caused before the last is seen: none waits for another to be sent along with it.
            Assert.Equal(201, (await edge.Client.BidNext(id, $"bidder-{n}")).Status);
            await Wait.Until($"event {n} is there", Wait.Patience, () => feed.Events.Count == n);
        }
        await using var stranger = new FeedObserver(edge.Client.At, id, TlsEdge.On("/api/events")) { Way = edge.Way };
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => stranger.Connect("0"))).StatusCode);
    }

    [Fact]
    public async Task An_event_source_that_signs_gets_in_without_a_session_and_whoever_does_not_is_turned_away()
    {
        var happened = """{"specversion":"1.0","id":"1","source":"/bridge","type":"com.example.seen","data":{}}""";
        var (id, sent) = ("msg_1", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(TlsEdge.Secret, Encoding.UTF8.GetBytes($"{id}.{sent}.{happened}")));
        async Task<int> Send(params (string, string)[] headers)
        {
            using var body = new StringContent(happened, Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents+json"));
            using var answer = await edge.Ask(HttpMethod.Post, TlsEdge.On($"/api/events?source={TlsEdge.Source}"), body, headers);
            return (int)answer.StatusCode;
        }
        Assert.Equal(202, await Send(("webhook-id", id), ("webhook-timestamp", sent), ("webhook-signature", signature)));
        Assert.Equal(401, await Send(("webhook-id", "msg_2"), ("webhook-timestamp", sent), ("webhook-signature", signature)));
        Assert.Equal(401, await Send());
    }

    // Caddy has manners of its own with paths that are not clean; Traefik's are in the table.
    public static TheoryData<string, string, string, string> Requests()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var row in RequestRow.All())
            if (row.Method == "GET" && row.Expected is not ("400" or "acme-http@internal") && !new[] { "//", "..", "%" }.Any(part => row.Target.Contains(part, StringComparison.Ordinal)) &&
                row.Host.ToLowerInvariant() is TlsEdge.Domain or "admin." + TlsEdge.Domain)
                data.Add(row.Scheme, row.Host, row.Target, row.Expected);
        return data;
    }
}
