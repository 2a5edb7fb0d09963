using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Sothebais.Tests.Gateways.Streams;

namespace Sothebais.Tests.Gateways.Assets;

/// <summary>Files for streams: brought by admins, given out to everybody.</summary>
public sealed class AssetTests(OpenHouse house)
{
    private HouseClient Client => house.Client;

    private async Task<Reply> Upload(string stream, byte[] file, string? name = "a file", string? type = null, string? key = null, int port = 4200, string under = "", bool chunked = false)
    {
        using var content = chunked ? new StreamContent(new Unsized(file)) : (HttpContent)new ByteArrayContent(file);
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var query = name is null ? "" : $"?name={Uri.EscapeDataString(name)}";
        return await Client.Ask(HttpMethod.Post, house.At.On(port, $"{under}/streams/{stream}/assets{query}"), content, await Client.Admin(), key is null ? [] : [("Idempotency-Key", key)]);
    }

    private static string IdOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private int FilesOf(string id) => Directory.GetFiles(house.Assets, $"{id}.*").Length;

    private async Task<HttpResponseMessage> Fetch(string path, int port = 4200, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, house.At.On(port, path));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.Http.SendAsync(request);
    }

    /// <summary>Name under which it comes, content type that is claimed, file, and what it is.</summary>
    public static TheoryData<string, string?, byte[], string, string> Kinds => new()
    {
        { "logo.png", "image/png", Files.Png(), "image/png", "png" },
        { "logo.svg", "image/svg+xml", Files.Png(), "image/png", "png" }, // it is what it is
        { "film.html", "text/html; charset=utf-8", Files.Mp4(), "video/mp4", "mp4" },
        { "photo", null, Files.Jpeg(), "image/jpeg", "jpg" },
        { "../../etc/passwd", "application/json", Files.Gif(), "image/gif", "gif" },
        { "<b>ünïcode</b> 🎨", "application/x-www-form-urlencoded", Files.WebP(), "image/webp", "webp" },
        { "film.webm", "multipart/form-data; boundary=x", Files.WebM(), "video/webm", "webm" },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_file_is_brought_listed_and_given_out_as_what_it_is(string name, string? claimed, byte[] file, string type, string extension)
    {
        var stream = await Client.NewStream("standing");
        var made = await Upload(stream, file, name, claimed);
        Assert.True(made.Status == 201, made.Text);
        var (id, path) = (IdOf(file), $"/overlay/media/{IdOf(file)}.{extension}");
        Assert.Equal((id, name, type, file.Length, path), ((string?)made.Json["id"], (string?)made.Json["name"], (string?)made.Json["mediaType"], (int)made.Json["size"]!, (string?)made.Json["path"]));
        var list = await Client.Do("GET", $"/streams/{stream}/assets");
        Assert.True(JsonNode.DeepEquals(made.Json, Assert.Single(list["items"]!.AsArray())), list.ToJsonString());
        Assert.Equal(1, (int)(await Client.Do("GET", $"/streams/{stream}"))["assetCount"]!);
        foreach (var port in new[] { 4200, 3000 })
        {
            using var given = await Fetch(path, port);
            Assert.Equal((200, type), ((int)given.StatusCode, given.Content.Headers.ContentType?.ToString()));
            Assert.Equal(file, await given.Content.ReadAsByteArrayAsync());
            Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", given.Headers.GetValues("Cache-Control").SelectMany(v => v.Split(", "))));
            Assert.Equal(($"\"{id}\"", "nosniff"), (given.Headers.ETag?.ToString(), given.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Contains("sandbox", given.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
        foreach (var other in new[] { "html", "js", "svg", "" }) Check.Problem(await Client.Get(4200, $"/overlay/media/{id}.{other}"), 404);
        Check.Problem(await Client.Get(4200, $"/overlay/media/{id}"), 404);
        Check.Problem(await Client.Get(4200, $"/overlay/media/{IdOf([1])}.{extension}"), 404);
        Check.Problem(await Client.Get(4200, $"/overlay/media/..%2f..%2f{id}.{extension}"), 404);
    }

    [Fact]
    public async Task Parts_are_given_out_and_what_is_known_is_not_sent_again()
    {
        var (stream, file) = (await Client.NewStream(), Files.Mp4(media: 5_000));
        var path = (string)(await Upload(stream, file)).Json["path"]!;
        using var part = await Fetch(path, headers: ("Range", "bytes=100-199"));
        Assert.Equal((206, $"bytes 100-199/{file.Length}"), ((int)part.StatusCode, part.Content.Headers.ContentRange?.ToString()));
        Assert.Equal(file[100..200], await part.Content.ReadAsByteArrayAsync());
        using var last = await Fetch(path, headers: ("Range", "bytes=-10"));
        Assert.Equal(file[^10..], await last.Content.ReadAsByteArrayAsync());
        using var beyond = await Fetch(path, headers: ("Range", "bytes=999999-"));
        Assert.Equal(416, (int)beyond.StatusCode);
        using var known = await Fetch(path, headers: ("If-None-Match", $"\"{IdOf(file)}\""));
        Assert.Equal(304, (int)known.StatusCode);
    }

    [Fact]
    public async Task A_drawing_is_given_out_in_its_safe_form()
    {
        var stream = await Client.NewStream();
        var made = await Upload(stream, Files.Svg($"<script>alert(1)</script><desc>{Convert.ToHexString(Files.Unique())}</desc><rect onload=\"alert(2)\" width=\"1\"/>"), "x.png", "image/png");
        Assert.Equal((201, "image/svg+xml"), (made.Status, (string?)made.Json["mediaType"]));
        using var given = await Fetch((string)made.Json["path"]!);
        var safe = await given.Content.ReadAsByteArrayAsync();
        Assert.DoesNotContain("alert", Encoding.UTF8.GetString(safe), StringComparison.Ordinal);
        Assert.Equal((IdOf(safe), safe.Length), ((string?)made.Json["id"], (int)made.Json["size"]!)); // named by what is given out
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox", given.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_is_no_such_file_is_told_why_and_leaves_nothing()
    {
        var stream = await Client.NewStream();
        Check.Problem(await Upload(stream, [.. "<!DOCTYPE html><html>"u8]), 415, "unsupported-media-type");
        Check.Problem(await Upload(stream, []), 415, "unsupported-media-type");
        Check.Problem(await Upload(stream, [.. "GIF89a<html><script>alert(1)</script>"u8]), 422, "invalid-asset");
        Check.Problem(await Upload(stream, Files.Png()[..40]), 422, "invalid-asset");
        Check.Problem(await Upload(stream, Files.Png(60_000, 60_000)), 422, "invalid-asset");
        Check.Problem(await Upload(stream, [.. "<!DOCTYPE svg [<!ENTITY a \"a\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>"u8]), 422, "invalid-asset");
        Check.Problem(await Upload(stream, Files.Png(), name: null), 422, "invalid-request");
        Check.Problem(await Upload(stream, Files.Png(), name: " "), 422, "invalid-request");
        Check.Problem(await Upload(stream, Files.Png(), name: "a\u0001b"), 422, "invalid-request");
        Check.Problem(await Upload(stream, Files.Png(), name: new string('x', 201)), 422, "invalid-request");
        Check.Problem(await Upload(stream, Files.Png(), key: new string('k', 256)), 400, "bad-request");
        Check.Problem(await Upload("none", Files.Png()), 404, "stream-not-found");
        Assert.Empty((await Client.Do("GET", $"/streams/{stream}/assets"))["items"]!.AsArray());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_file_is_as_large_as_its_type_may_be_and_no_larger(bool chunked)
    {
        var stream = await Client.NewStream();
        var room = OpenHouse.LargestImage - Files.Png(pixels: 0).Length;
        Assert.Equal(201, (await Upload(stream, Files.Png(pixels: room), chunked: chunked)).Status);
        var problem = Check.Problem(await Upload(stream, Files.Png(pixels: room + 1), chunked: chunked), 413, "body-too-large");
        Assert.Equal((OpenHouse.LargestImage, OpenHouse.LargestVideo), ((int)problem["largestImage"]!, (int)problem["largestVideo"]!));
        room = OpenHouse.LargestVideo - Files.Mp4(media: 0).Length;
        var video = Files.Mp4(media: room);
        Assert.Equal(201, (await Upload(stream, video, chunked: chunked, port: 3000, under: "/api")).Status); // through the front door, too
        Check.Problem(await Upload(stream, Files.Mp4(media: room + 1), chunked: chunked), 413, "body-too-large");
        Check.Problem(await Upload(stream, Files.Mp4(media: room + 1), chunked: chunked, port: 3000, under: "/api"), 413, "body-too-large");
        Check.Problem(await Client.Ask(HttpMethod.Post, house.At.On(4200, $"/streams/{stream}/captions"), Asking.Json(new string(' ', 70_000) + "{}"), await Client.Admin()), 413, "body-too-large");
    }

    [Theory, InlineData(4200, ""), InlineData(3000, "/api")]
    public async Task A_file_that_says_it_is_far_too_large_is_refused_before_it_comes(int port, string under)
    {
        var stream = await Client.NewStream();
        var (status, text) = await RawHttp.Send(house.At.On(port), $"POST {under}/streams/{stream}/assets?name=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {await Client.Admin()}\r\nContent-Length: 9000000000\r\n\r\n");
        Assert.True(status == 413 && text.Contains("body-too-large", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task The_same_bytes_are_one_file_which_goes_with_the_last_stream_that_lists_it()
    {
        var (one, two, three, file) = (await Client.NewStream(), await Client.NewStream(), await Client.NewStream(), Files.Png());
        var id = IdOf(file);
        Assert.Equal(201, (await Upload(one, file, "first")).Status);
        Assert.Equal("first", (string?)(await Upload(one, file, "second")).Json["name"]); // listed already, under the name it had
        Assert.Single((await Client.Do("GET", $"/streams/{one}/assets"))["items"]!.AsArray());
        foreach (var other in new[] { two, three }) Assert.Equal(201, (await Upload(other, file)).Status);
        Assert.Equal(1, FilesOf(id));
        Assert.Equal(204, (await Client.Stream("DELETE", $"/streams/{one}/assets/{id}")).Status);
        Check.Problem(await Client.Stream("DELETE", $"/streams/{one}/assets/{id}"), 404, "asset-not-found");
        Check.Problem(await Client.Stream("DELETE", $"/streams/{one}/assets/x"), 404, "asset-not-found");
        Assert.Equal(204, (await Client.Stream("DELETE", $"/streams/{two}", null, "*")).Status);
        Assert.Equal(1, FilesOf(id));
        Assert.Equal(204, (await Client.Stream("DELETE", $"/streams/{three}", null, "*")).Status);
        Assert.Equal(0, FilesOf(id));
        Check.Problem(await Client.Get(4200, $"/overlay/media/{id}.png"), 404);
        Assert.Equal(201, (await Upload(one, file)).Status);
        Assert.Equal(1, FilesOf(id));
    }

    [Fact]
    public async Task An_upload_and_a_removal_of_the_same_bytes_at_once_never_lose_what_is_listed()
    {
        var (one, two, file) = (await Client.NewStream(), await Client.NewStream(), Files.Png());
        var id = IdOf(file);
        for (var round = 0; round < 25; round++)
        {
            Assert.Equal(201, (await Upload(one, file)).Status);
            var replies = await Task.WhenAll(Client.Stream("DELETE", $"/streams/{one}/assets/{id}"), Upload(two, file));
            Assert.Equal((204, 201), (replies[0].Status, replies[1].Status));
            Assert.True((await Client.Get(4200, $"/overlay/media/{id}.png")).Status == 200, $"In round {round} it was lost.");
            Assert.Equal(204, (await Client.Stream("DELETE", $"/streams/{two}/assets/{id}")).Status);
            Assert.Equal(0, FilesOf(id));
        }
    }

    [Fact]
    public async Task A_retried_upload_is_one_and_a_key_is_for_one_file()
    {
        var (stream, file, key) = (await Client.NewStream(), Files.Png(), Ids.New("key"));
        for (var i = 0; i < 2; i++) Assert.Equal(201, (await Upload(stream, file, key: key)).Status);
        Assert.Single((await Client.Do("GET", $"/streams/{stream}/assets"))["items"]!.AsArray());
        var other = Files.Png();
        Check.Problem(await Upload(stream, other, key: key), 422, "idempotency-key-reused");
        Assert.Equal(0, FilesOf(IdOf(other))); // refused, and not kept
    }

    [Fact]
    public async Task Assets_are_listed_by_pages()
    {
        var stream = await Client.NewStream();
        var files = Enumerable.Range(0, 5).Select(_ => Files.Png()).ToArray();
        foreach (var file in files) await Upload(stream, file);
        var found = new List<string?>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await Client.Do("GET", $"/streams/{stream}/assets?limit=2&cursor={cursor}");
            found.AddRange(page["items"].IdsOf());
            cursor = (string?)page["nextCursor"];
        }
        Assert.Equal(files.Select(IdOf), found);
    }

    [Fact]
    public async Task Whoever_is_no_admin_brings_nothing_and_everybody_sees_all()
    {
        var (stream, file) = (await Client.NewStream(), Files.Png());
        foreach (var (token, status) in new[] { (await Client.Token("helen", "auctioneer"), 403), (await Client.Token("ann", "bidder"), 403), (null, 401) })
            Check.Problem(await Client.Ask(HttpMethod.Post, house.At.On(4200, $"/streams/{stream}/assets?name=x"), new ByteArrayContent(file), token), status);
        Assert.Equal(0, FilesOf(IdOf(file)));
    }

    /// <summary>A body that does not say how long it is.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
