using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sothebais.Gateways.EventHandler.Intake;

namespace Sothebais.Tests.Unit.Intake;

public sealed class ConformanceTests
{
    private static IncomingEvent Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Conformance.Read(document.RootElement);
    }

    [Fact]
    public void An_event_is_kept_on_one_line_with_its_numbers_as_they_were()
    {
        var read = Read("{\n  \"specversion\": \"1.0\",\r\n \"id\":\"a\", \"source\":\"/s\", \"type\":\"t\", \"subject\":\"ü\", \"data\": [ 1.50, 12345678901234567890 , \"\\n<\" ] }");
        Assert.Equal("""{"specversion":"1.0","id":"a","source":"/s","type":"t","subject":"ü","data":[1.50,12345678901234567890,"\n<"]}""", Encoding.UTF8.GetString(read.Json));
        Assert.Equal(("/s", "a", "t", "ü"), (read.Source, read.Id, read.Type, read.Subject));
    }

    [Fact]
    public void Data_in_base64_is_its_bytes() =>
        Assert.Equal("[7]"u8.ToArray(), Read("""{"specversion":"1.0","id":"a","source":"/s","type":"t","data_base64":"Wzdd"}""").Data!.Value.ToArray());

    [Fact]
    public void Half_a_character_in_the_data_is_none() => Assert.Equal(
        "data", Assert.Throws<NonConforming>(() => Read("""{"specversion":"1.0","id":"a","source":"/s","type":"t","data":{"x":["\ud800"]}}""")).Attribute);

    [Theory, InlineData("/a"), InlineData("a"), InlineData("a/b:c"), InlineData("?q"), InlineData("#f"), InlineData("urn:a:b"), InlineData("mailto:a@b.c"), InlineData("http://[2001:db8::1]:80/a"), InlineData("//a/b"), InlineData("%C3%BC")]
    public void A_reference_is_one(string text) => Assert.True(UriForm.IsReference(text));

    [Theory, InlineData(""), InlineData("a b"), InlineData("a:b c"), InlineData("1a:b"), InlineData(":a"), InlineData("ü"), InlineData("a%4"), InlineData("a%zz"), InlineData("a#b#c"), InlineData("/a[b]"), InlineData("<a>"), InlineData("a\n"), InlineData("\\a")]
    public void What_RFC_3986_does_not_know_is_no_reference(string text) => Assert.False(UriForm.IsReference(text));

    [Theory, InlineData("application/json", "{\"a\": 1}", ""","data":{"a":1}"""), InlineData("application/x+json; charset=utf-8", "7", ""","data":7"""), InlineData("text/csv", "a,b", ",\"data\":\"a,b\""), InlineData("text/csv; charset=latin1", "a", ",\"data_base64\":\"YQ==\""),
     InlineData("application/octet-stream", "a", ",\"data_base64\":\"YQ==\""), InlineData(null, "a", ",\"data_base64\":\"YQ==\""), InlineData("application/json", "", "")]
    public void Binary_mode_becomes_structured(string? type, string body, string data)
    {
        var headers = new HeaderDictionary { ["ce-specversion"] = "1.0", ["Ce-Id"] = "a%20b", ["CE-SOURCE"] = "/s", ["ce-type"] = "t", ["other"] = "x" };
        if (type is not null) headers["Content-Type"] = type;
        using var json = JsonDocument.Parse(BinaryMode.ToStructured(headers, Encoding.UTF8.GetBytes(body)));
        var read = Conformance.Read(json.RootElement);
        Assert.Equal($$"""{"specversion":"1.0","id":"a b","source":"/s","type":"t"{{(type is null ? "" : $",\"datacontenttype\":\"{type}\"")}}{{data}}}""", Encoding.UTF8.GetString(read.Json));
    }
}
