using System.Text;
using Sothebais.Gateways.StreamManager.Assets;

namespace Sothebais.Tests.Gateways.Assets;

/// <summary>Of a drawing only what draws is kept.</summary>
public sealed class SafeSvgTests
{
    private static (string? Wrong, string Safe) Copy(byte[] drawing)
    {
        using var safe = new MemoryStream();
        var wrong = SafeSvg.Copy(new MemoryStream(drawing), safe);
        return (wrong, Encoding.UTF8.GetString(safe.ToArray()));
    }

    private static readonly string Doubled = string.Concat(Enumerable.Range(1, 20).Select(n => $"<g id=\"g{n}\"><use href=\"#g{n - 1}\"/><use href=\"#g{n - 1}\"/></g>"));

    /// <summary>What is put into a drawing; a part of it that must not come out.</summary>
    public static TheoryData<string, string> Hostile => new()
    {
        { "<script>alert(1)</script>", "alert" },
        { "<script href=\"https://evil.example/x.js\"/>", "evil" },
        { "<SCRIPT>alert(1)</SCRIPT>", "alert" },
        { "<rect onload=\"alert(1)\" onclick=\"alert(2)\" width=\"1\"/>", "alert" },
        { "<g onmouseover='alert(1)'><rect/></g>", "alert" },
        { "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><iframe src=\"https://evil.example\"/></body></foreignObject>", "evil" },
        { "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>", "alert" },
        { "<s:script xmlns:s=\"http://www.w3.org/2000/svg\">alert(1)</s:script>", "alert" },
        { "<a href=\"javascript:alert(1)\"><rect/></a>", "alert" },
        { "<use href=\"https://evil.example/x.svg#a\"/>", "evil" },
        { "<use xlink:href=\"https://evil.example/x.svg#a\"/>", "evil" },
        { "<use href=\"data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=#a\"/>", "base64" },
        { "<use href=\"#a\" xlink:href=\"//evil.example/x.svg#a\"/>", "evil" },
        { "<image href=\"https://evil.example/track.png\"/>", "evil" },
        { "<image xlink:href=\"file:///etc/passwd\"/>", "passwd" },
        { "<image href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\"/>", "base64" },
        { "<image href=\"data:image/png;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\"/>", "base64" },
        { "<image href=\"data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iYWxlcnQoMSkiLz4=\"/>", "base64" },
        { "<rect fill=\"url(https://evil.example/x.svg#a)\"/>", "evil" },
        { "<rect fill=\"url( 'https://evil.example/x.svg#a' )\"/>", "evil" },
        { "<rect style=\"fill:url(https://evil.example/x)\"/>", "evil" },
        { "<rect style=\"fill:u\\72l(https://evil.example/x)\"/>", "evil" },
        { "<rect style=\"fill:ur/**/l(https://evil.example/x)\"/>", "evil" },
        { "<rect style=\"background:image-set('https://evil.example/x' 1x)\"/>", "evil" },
        { "<style>@import 'https://evil.example/x.css';</style>", "evil" },
        { "<style>@import url(https://evil.example/x.css);</style>", "evil" },
        { "<style>@font-face{font-family:a;src:url(https://evil.example/x.woff)}</style>", "evil" },
        { "<style><![CDATA[rect{fill:url(https://evil.example/x)}]]></style>", "evil" },
        { "<style>rect{fill:URL(\"https://evil.example/x\")}</style>", "evil" },
        { "<style><script>alert(1)</script></style>", "<script" },
        { "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>", "alert" },
        { "<animate attributeName=\"fill\" values=\"url(https://evil.example/x)\"/>", "evil" },
        { "<filter id=\"f\"><feImage href=\"https://evil.example/x\"/></filter>", "evil" },
        { "<handler type=\"text/javascript\">alert(1)</handler>", "alert" },
        { "<iframe src=\"https://evil.example\"/>", "evil" },
        { "<audio src=\"https://evil.example/x.mp3\"/>", "evil" },
        { "<?xml-stylesheet href=\"https://evil.example/x.css\"?><rect/>", "evil" },
        { "<!-- --><rect xml:base=\"https://evil.example/\" width=\"1\"/>", "evil" },
        { "<rect width=\"1\" data-x=\"javascript:alert(1)\"/>", "alert" },
        { "<text>&lt;script>alert(1)&lt;/script></text>", "<script" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void What_does_more_than_draw_is_left_behind(string inside, string mustNotBe)
    {
        var (wrong, safe) = Copy(Files.Svg($"{inside}<circle r=\"7\"/>"));
        Assert.Null(wrong);
        Assert.DoesNotContain(mustNotBe, safe, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<circle r=\"7\" />", safe, StringComparison.Ordinal);
        Assert.Equal(safe, Copy(Encoding.UTF8.GetBytes(safe)).Safe); // made once, it is as it is made again
    }

    /// <summary>Drawing; a word of why it is refused.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&b;</svg>", "DOCTYPE" },
        { "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>", "DOCTYPE" },
        { "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "DOCTYPE" },
        { "<svg/>", "namespace" },
        { "<html xmlns=\"http://www.w3.org/1999/xhtml\"><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>", "root" },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect>", "well-formed" },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\"/><script>alert(1)</script>", "well-formed" },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\">&undeclared;</svg>", "well-formed" },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" width=\"2\"/></svg>", "well-formed" },
        { $"<svg xmlns=\"http://www.w3.org/2000/svg\">{string.Concat(Enumerable.Repeat("<g>", 100))}{string.Concat(Enumerable.Repeat("</g>", 100))}</svg>", "deep" },
        { $"<svg xmlns=\"http://www.w3.org/2000/svg\">{string.Concat(Enumerable.Repeat("<g/>", 20_001))}</svg>", "elements" },
        { $"<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"g0\"><rect/></g>{Doubled}</svg>", "long" },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>", "circle" },
        { $"<svg xmlns=\"http://www.w3.org/2000/svg\"><style>{string.Concat(Enumerable.Range(0, 9).Select(n => $"#p{n} rect{{fill:url(#p{n + 1})}}"))}</style>{string.Concat(Enumerable.Range(0, 10).Select(n => $"<pattern id=\"p{n}\">{string.Concat(Enumerable.Repeat("<rect/>", 10))}</pattern>"))}</svg>", "long" },
        { $"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"{new string('1', 2 << 20)}\"/></svg>", "MiB" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_drawing_or_cannot_be_drawn_is_refused(string drawing, string says) =>
        Assert.Contains(says, Copy(Encoding.UTF8.GetBytes(drawing)).Wrong ?? throw new InvalidOperationException("Nothing is wrong with it."), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() => Assert.NotNull(Copy([.. "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>"u8, 0xE9, .. "</text></svg>"u8]).Wrong);

    [Fact]
    public void A_drawing_keeps_what_draws()
    {
        var picture = Convert.ToBase64String(Files.Png());
        var (wrong, safe) = Copy(Files.Svg($$"""
            <title>A &amp; B</title><defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient><clipPath id="c"><rect width="9" height="9"/></clipPath></defs>
            <style>.a{fill:url(#g);clip-path:url("#c")} .b{fill:rgb(1, 2, 3)}</style>
            <g transform="translate(1 2) rotate(45)" class="a" style="opacity:.5;filter:url(#f)"><path d="M0 0L1 1Z"/><use xlink:href="#c"/></g>
            <text x="1"><tspan>wörds 🎨</tspan></text><image width="1" xlink:href="data:image/png;base64,{{picture}}"/>
            """, "viewBox=\"0 0 10 10\" width=\"100%\""));
        Assert.Null(wrong);
        foreach (var part in new[]
        {
            "viewBox=\"0 0 10 10\"", "A &amp; B", "<stop offset=\"0\" stop-color=\"#fff\" />", ".a{fill:url(#g);clip-path:url(\"#c\")} .b{fill:rgb(1, 2, 3)}", "transform=\"translate(1 2) rotate(45)\"",
            "style=\"opacity:.5;filter:url(#f)\"", "<use href=\"#c\" />", "wörds 🎨", $"href=\"data:image/png;base64,{picture}\"",
        })
            Assert.Contains(part, safe, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_for_its_namespace_does_no_harm()
    {
        var (wrong, safe) = Copy("<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:rect width=\"1\"/></x:svg>"u8.ToArray());
        Assert.Equal((null, "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" /></svg>"), (wrong, safe));
    }
}
