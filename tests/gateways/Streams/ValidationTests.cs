using static Sothebais.Tests.Gateways.Streams.StreamCalls;

namespace Sothebais.Tests.Gateways.Streams;

/// <summary>Every rule of a request's fields, and that the answer names the field.</summary>
public sealed class ValidationTests(OpenHouse house, ValidationTests.Target target) : IClassFixture<ValidationTests.Target>
{
    /// <summary>The stream at which everything is thrown.</summary>
    public sealed class Target(OpenHouse house) : IAsyncLifetime
    {
        /// <summary>Its path.</summary>
        public string Path { get; private set; } = "";

        /// <inheritdoc/>
        public async ValueTask InitializeAsync() => Path = $"/streams/{await house.Client.NewStream("standing")}";

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private static readonly string Hash = new('a', 64);

    /// <summary>What is put into a layer; the field that is named; null where it is taken.</summary>
    public static TheoryData<string, string, string?> Layers => new()
    {
        { "price", """{"x":-1920,"y":-1080,"width":1,"height":1,"z":-1000}""", null },
        { "price", """{"x":3840,"y":2160,"width":3840,"height":2160,"z":1000,"visible":false}""", null },
        { "price", """{"x":-1921}""", "x" },
        { "price", """{"x":3841}""", "x" },
        { "price", """{"y":-1081}""", "y" },
        { "price", """{"y":2161}""", "y" },
        { "price", """{"width":0}""", "width" },
        { "price", """{"width":3841}""", "width" },
        { "price", """{"height":0}""", "height" },
        { "price", """{"height":2161}""", "height" },
        { "price", """{"z":-1001}""", "z" },
        { "price", """{"z":1001}""", "z" },
        { "price", """{"id":"A"}""", "id" },
        { "price", """{"id":""}""", "id" },
        { "Price", "{}", "kind" },
        { "2", "{}", "kind" },
        { "marquee", "{}", "kind" },
        { "price", """{"content":{"text":"x"}}""", "content.text" },
        { "lot-card", """{"content":{"source":"https://a.b"}}""", "content.source" },
        { "leader", """{"content":{"fit":"cover"}}""", "content.fit" },
        { "countdown", """{"content":{"rows":3}}""", "content.rows" },
        { "text", """{"content":{"text":"x","address":"https://a.b"}}""", "content.address" },
        { "text", "{}", "content.text" },
        { "text", """{"content":{"text":""}}""", "content.text" },
        { "text", """{"content":{"text":" \n "}}""", "content.text" },
        { "text", """{"content":{"text":"a\u0007b"}}""", "content.text" },
        { "text", $$$"""{"content":{"text":"{{{new string('x', 1_001)}}}"}}""", "content.text" },
        { "text", $$$"""{"content":{"text":"{{{new string('x', 1_000)}}}"}}""", null },
        { "text", """{"content":{"text":"two\nlines 🎨"}}""", null },
        { "image", "{}", "content.source" },
        { "image", """{"content":{"source":"javascript:alert(1)"}}""", "content.source" },
        { "image", """{"content":{"source":"data:image/png;base64,AAAA"}}""", "content.source" },
        { "image", """{"content":{"source":"/etc/passwd"}}""", "content.source" },
        { "image", """{"content":{"source":"//evil.example/x.png"}}""", "content.source" },
        { "image", """{"content":{"source":"https://a b/x.png"}}""", "content.source" },
        { "image", """{"content":{"source":"ftp://a.b/x.png"}}""", "content.source" },
        { "image", """{"content":{"source":"x.png"}}""", "content.source" },
        { "image", $$$"""{"content":{"source":"https://a.b/{{{new string('x', 2_000)}}}"}}""", "content.source" },
        { "image", $$$"""{"content":{"source":"/overlay/media/{{{Hash}}}.mp4"}}""", "content.source" },
        { "image", $$$"""{"content":{"source":"/overlay/media/{{{Hash}}}.exe"}}""", "content.source" },
        { "image", $$$"""{"content":{"source":"/overlay/media/{{{Hash}}}.png/../x"}}""", "content.source" },
        { "image", $$$"""{"content":{"source":"/overlay/media/{{{Hash.ToUpperInvariant()}}}.png"}}""", "content.source" },
        { "image", """{"content":{"source":"https://a.b/x.png","fit":"stretch"}}""", "content.fit" },
        { "image", """{"content":{"source":"https://a.b/x.png","fit":"cover"}}""", null },
        { "image", $$$"""{"content":{"source":"/overlay/media/{{{Hash}}}.svg","fit":"contain"}}""", null },
        { "video", $$$"""{"content":{"source":"/overlay/media/{{{Hash}}}.png"}}""", "content.source" },
        { "video", $$$"""{"content":{"source":"/overlay/media/{{{Hash}}}.webm"}}""", null },
        { "bid-ticker", """{"content":{"rows":0}}""", "content.rows" },
        { "leaderboard", """{"content":{"rows":11}}""", "content.rows" },
        { "next-lots", """{"content":{"rows":10}}""", null },
        { "qr-code", """{"content":{"address":"javascript:alert(1)"}}""", "content.address" },
        { "qr-code", $$$"""{"content":{"address":"https://a.b/{{{new string('x', 512)}}}"}}""", "content.address" },
        { "qr-code", """{"content":{"address":"https://a.b/{auctionId}?from=stream"}}""", null },
        { "qr-code", "{}", null },
        { "price", """{"style":{"ink":"red"}}""", "style.ink" },
        { "price", """{"style":{"ink":"none"}}""", "style.ink" },
        { "price", """{"style":{"ink":"#fff"}}""", "style.ink" },
        { "price", """{"style":{"ink":"#ffffff;background:url(x)"}}""", "style.ink" },
        { "price", """{"style":{"paper":"#1234567"}}""", "style.paper" },
        { "price", """{"style":{"accent":"#gggggg"}}""", "style.accent" },
        { "price", """{"style":{"opacity":-1}}""", "style.opacity" },
        { "price", """{"style":{"opacity":101}}""", "style.opacity" },
        { "price", """{"style":{"radius":541}}""", "style.radius" },
        { "price", """{"style":{"scale":49}}""", "style.scale" },
        { "price", """{"style":{"scale":301}}""", "style.scale" },
        { "price", """{"style":{"align":"left"}}""", "style.align" },
        { "price", """{"style":{"ink":"#00FF00","paper":"none","accent":"#11223344","opacity":0,"radius":540,"scale":300,"align":"end"}}""", null },
    };

    [Theory, MemberData(nameof(Layers))]
    public async Task A_layer_is_within_its_ranges(string kind, string with, string? field)
    {
        var layer = Layer(kind);
        foreach (var (name, value) in JsonNode.Parse(with)!.AsObject()) layer[name] = value?.DeepClone();
        if (field is null)
        {
            var scene = await house.Client.Do("POST", $"/streams/{await house.Client.NewStream()}/scenes", new JsonObject { ["layers"] = new JsonArray(layer) });
            var made = scene["layers"]![0]!;
            foreach (var (name, value) in JsonNode.Parse(with)!.AsObject()) Assert.Equal(value!.ToJsonString(), made[name]!.ToJsonString());
            return;
        }
        var before = Views.Lasting(await house.Client.Stream("GET", target.Path));
        var problem = Check.Problem(await house.Client.Stream("POST", $"{target.Path}/scenes/standing/layers", layer), 422, "invalid-request");
        Assert.Equal([field], problem["errors"]!.AsObject().Select(e => e.Key));
        problem = Check.Problem(await house.Client.Stream("POST", $"{target.Path}/scenes", new JsonObject { ["layers"] = new JsonArray(Layer("leader"), layer.DeepClone()) }), 422, "invalid-request");
        Assert.Equal([$"layers[1].{field}"], problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal(before, Views.Lasting(await house.Client.Stream("GET", target.Path)));
    }

    /// <summary>Method; path below the stream, or from the root; body; the fields that are named.</summary>
    public static TheoryData<string, string, string, string> Requests => new()
    {
        { "POST", "/streams", """{"id":"A","title":""}""", "title id" },
        { "POST", "/streams", """{"title":"a\u0007"}""", "title" },
        { "POST", "/streams", $$"""{"title":"{{new string('x', 201)}}"}""", "title" },
        { "POST", "/streams", """{"title":"x","theme":"Neon","access":"1"}""", "theme access" },
        { "POST", "/streams", """{"title":"x","auctionId":"A B","saleId":"-x"}""", "auctionId saleId" },
        { "POST", "/streams", """{"title":"x","auctionId":"a","saleId":"b"}""", "saleId" },
        { "POST", "/streams", """{"title":"x","auctionId":"there-is-none"}""", "auctionId" },
        { "POST", "/streams", """{"title":"x","presets":["sold","candle",null,"sold"]}""", "presets[1] presets[2] presets[3]" },
        { "POST", "/streams", """{"id":"auction","title":"x"}""", "id" },
        { "POST", "/streams", """{"id":"assets","title":"x"}""", "id" },
        { "POST", "/streams", """{"id":"media","title":"x"}""", "id" },
        { "POST", "/streams", """{"id":"streams","title":"x"}""", "id" },
        { "POST", "/streams", """{"id":"version","title":"x"}""", "id" },
        { "POST", "/streams", """{"id":"qr","title":"x"}""", "id" },
        { "PATCH", "", """{"id":"another"}""", "id" },
        { "PATCH", "", """{"title":"","theme":"x"}""", "title theme" },
        { "PATCH", "", """{"saleId":"there-is-none"}""", "saleId" },
        { "POST", "/scenes", """{"id":"A","name":" "}""", "id name" },
        { "POST", "/scenes", $$"""{"name":"{{new string('x', 81)}}"}""", "name" },
        { "POST", "/scenes", """{"preset":"Sold"}""", "preset" },
        { "POST", "/scenes", """{"preset":"sold","layers":[]}""", "layers" },
        { "POST", "/scenes", """{"layers":[null]}""", "layers[0]" },
        { "POST", "/scenes", """{"layers":[{"id":"a","kind":"price","x":0,"y":0,"width":1,"height":1},{"id":"a","kind":"price","x":0,"y":0,"width":1,"height":1}]}""", "layers[1].id" },
        { "POST", "/scenes", $$"""{"layers":[{{string.Join(',', Enumerable.Repeat("""{"kind":"price","x":0,"y":0,"width":1,"height":1}""", 41))}}]}""", "layers" },
        { "PATCH", "/scenes/standing", """{"name":"","place":-1}""", "name place" },
        { "PATCH", "/scenes/standing", """{"id":"x"}""", "id" },
        { "PATCH", "/scenes/standing/layers/price", """{"id":"x"}""", "id" },
        { "PATCH", "/scenes/standing/layers/price", """{"x":9999,"content":{"text":"x"}}""", "x content.text" },
        { "POST", "/take", """{"scene":"standing","transition":{"kind":"wipe"}}""", "transition.kind" },
        { "POST", "/take", """{"scene":"standing","transition":{"kind":"fade","duration":"PT5.1S"}}""", "transition.duration" },
        { "POST", "/take", """{"scene":"standing","transition":{"kind":"fade","duration":"-PT1S"}}""", "transition.duration" },
        { "POST", "/take", """{"scene":"standing","transition":{"kind":"cut","duration":"PT1S"}}""", "transition.duration" },
        { "POST", "/captions", """{"text":"","duration":"PT0.9S"}""", "text duration" },
        { "POST", "/captions", $$"""{"text":"{{new string('x', 301)}}","duration":"PT1H0.1S"}""", "text duration" },
        { "POST", "/captions", """{"text":"a\nb","duration":"PT5S"}""", "text" },
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task What_is_wrong_is_told_by_field_and_changes_nothing(string method, string path, string body, string fields)
    {
        if (path != "/streams") path = target.Path + path;
        var before = Views.Lasting(await house.Client.Stream("GET", target.Path));
        var reply = await house.Client.Stream(method, path, JsonNode.Parse(body), method == "PATCH" ? "*" : null);
        if (body.Contains("-PT", StringComparison.Ordinal) && reply.Status == 400) return; // no duration at all
        var problem = Check.Problem(reply, 422, "invalid-request");
        Assert.Equal(fields, string.Join(' ', problem["errors"]!.AsObject().Select(e => e.Key)));
        Assert.Equal(before, Views.Lasting(await house.Client.Stream("GET", target.Path)));
    }
}
