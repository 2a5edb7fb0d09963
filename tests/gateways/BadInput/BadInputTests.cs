using System.Net.Http.Headers;

namespace Sothebais.Tests.Gateways.BadInput;

/// <summary>Whatever is wrong with a request, it is answered with the reason, and nothing changes.</summary>
public sealed class BadInputTests(OpenHouse house, BadInputTests.Target target) : IClassFixture<BadInputTests.Target>
{
    /// <summary>The open auction at which everything is thrown: two events and one bid.</summary>
    public sealed class Target(OpenHouse house) : IAsyncLifetime
    {
        /// <summary>Its id.</summary>
        public string Id { get; private set; } = "";

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            Id = await house.Client.Open(new JsonObject { ["id"] = Ids.New("target"), ["duration"] = "PT1H" });
            Assert.Equal(201, (await house.Client.Offer(Id, "bea", "10")).Status);
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    public static TheoryData<string> Names => [.. BadRequests.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_bad_request_is_answered_with_the_reason_and_changes_nothing(string name)
    {
        var bad = BadRequests.All[name];
        var before = Views.Lasting(await house.Client.Get(4100, $"/auctions/{target.Id}"));
        var address = house.At.On(bad.Port, bad.Path.Replace("{id}", target.Id, StringComparison.Ordinal));
        HttpContent? content = null;
        if (bad.Body is not null)
        {
            content = new ByteArrayContent(bad.Body);
            if (bad.ContentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(bad.ContentType);
        }
        var reply = await Send(bad, address, content);
        Assert.True(bad.Statuses.Contains(reply.Status), $"{reply.Status} in place of {string.Join(" or ", bad.Statuses)}: {reply.Text}");
        var problem = Check.Problem(reply, reply.Status);
        if (bad.Says is not null)
            Assert.True(
                ((string)problem["detail"]!).Contains(bad.Says, StringComparison.OrdinalIgnoreCase) || problem["errors"]?.ToJsonString().Contains(bad.Says, StringComparison.Ordinal) == true,
                $"It does not say \"{bad.Says}\": {reply.Text}");
        Assert.Equal(before, Views.Lasting(await house.Client.Get(4100, $"/auctions/{target.Id}")));
    }

    [Theory]
    [InlineData("Idempotency-Key: a\r\nIdempotency-Key: b", 400), InlineData("Idempotency-Key: ", 400), InlineData("Content-Length: 5", 400), InlineData("Content-Length: -1", 400), InlineData("Transfer-Encoding: gzip", 400, 501)]
    public async Task Headers_that_no_library_would_send_are_answered_and_change_nothing(string header, params int[] statuses)
    {
        var before = Views.Lasting(await house.Client.Get(4100, $"/auctions/{target.Id}"));
        var body = """{"amount":"50"}"""u8.ToArray();
        var request = $"POST /auctions/{target.Id}/bids HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {await house.Client.Admin()}\r\nContent-Type: application/json\r\n{header}\r\n";
        if (header.StartsWith("Idempotency-Key", StringComparison.Ordinal)) request += $"Content-Length: {body.Length}\r\n";
        var (status, text) = await RawHttp.Send(house.At.Auctions, request + "\r\n", body);
        Assert.True(statuses.Contains(status), text);
        Assert.Equal(before, Views.Lasting(await house.Client.Get(4100, $"/auctions/{target.Id}")));
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_bounded_too()
    {
        // A byte too many, and the last: the house hangs up on who goes on, who then may not get to read why.
        var endless = new StreamContent(new MemoryStream(new byte[64 * 1024 + 1]));
        endless.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, house.At.On(4100, $"/auctions/{target.Id}/bids")) { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await house.Client.Admin());
        using var response = await house.Client.Http.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_body_of_exactly_64_KiB_is_read()
    {
        var body = """{"amount":"1"}""".PadRight(64 * 1024);
        Check.Problem(await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/auctions/{target.Id}/bids"), Asking.Json(body), await house.Client.Admin()), 409, "bid-too-low");
        Check.Problem(await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/auctions/{target.Id}/bids"), Asking.Json(body + " "), await house.Client.Admin()), 413);
    }

    private async Task<Reply> Send(BadRequest bad, Uri address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(bad.Method), address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await house.Client.Admin());
        if (bad.Header is { } header) request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var type = response.Content.Headers.ContentType?.MediaType;
        // An event stream that was let in by mistake would never end.
        var text = type == "text/event-stream" ? "an event stream" : await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, type, response.Headers, text);
    }

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };
}
