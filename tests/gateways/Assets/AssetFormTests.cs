using System.Text;
using Sothebais.Gateways.StreamManager.Assets;

namespace Sothebais.Tests.Gateways.Assets;

/// <summary>What a file is, its bytes say: not its name, and not the content type under which it came.</summary>
public sealed class AssetFormTests
{
    /// <summary>Name; file; what it claims, or nothing; what is wrong with it, or nothing.</summary>
    private static readonly Dictionary<string, (byte[] File, string? Claims, string? Wrong)> Rows = new()
    {
        ["PNG"] = (Files.Png(), "png", null),
        ["PNG at the limit"] = (Files.Png(8_192, 4_882), "png", null),
        ["PNG too wide"] = (Files.Png(8_193, 1), "png", "8,193"),
        ["PNG of too many pixels"] = (Files.Png(8_192, 4_883), "png", "pixels"),
        ["PNG bomb"] = (Files.Png(uint.MaxValue, uint.MaxValue), "png", "pixels"),
        ["PNG of no width"] = (Files.Png(0), "png", "none"),
        ["PNG without pixels"] = (Files.Png(pixels: 0), "png", "none"),
        ["PNG header and then HTML"] = ([.. Files.Png()[..33], .. "<html><script>alert(1)</script></html>"u8], "png", "none"),
        ["PNG signature alone"] = (Files.Png()[..8], "png", "cut off"),
        ["PNG cut off in its pixels"] = (Files.Png()[..^20], "png", "cut off"),
        ["JPEG"] = (Files.Jpeg(), "jpg", null),
        ["JPEG too high"] = (Files.Jpeg(1, 9_000), "jpg", "9,000"),
        ["JPEG bomb"] = (Files.Jpeg(65_535, 65_535), "jpg", "pixels"),
        ["JPEG of no height"] = (Files.Jpeg(height: 0), "jpg", "none"),
        ["JPEG header and then HTML"] = ([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, .. "<script>alert(1)</script>"u8], "jpg", "none"),
        ["JPEG cut off before its size"] = (Files.Jpeg()[..16], "jpg", "cut off"),
        ["JPEG without pixels"] = (Files.Jpeg()[..28], "jpg", "cut off"),
        ["JPEG that is three bytes"] = (Files.Jpeg()[..3], "jpg", "cut off"),
        ["GIF"] = (Files.Gif(), "gif", null),
        ["GIF screen too large"] = (Files.Gif(9_000), "gif", "9,000"),
        ["GIF frame too large"] = (Files.Gif(frameWidth: 9_000), "gif", "9,000"),
        ["GIF that is HTML"] = ([.. "GIF89a<html><script>alert(1)</script>"u8], "gif", ""),
        ["GIF with a script for its screen"] = ([.. "GIF89a/*"u8, 1, 0, 0, 0, 0, .. "*/=alert(1)//"u8], "gif", "none"),
        ["GIF header alone"] = (Files.Gif()[..10], "gif", "cut off"),
        ["GIF without its end"] = (Files.Gif()[..^1], "gif", "cut off"),
        ["WebP"] = (Files.WebP(), "webp", null),
        ["WebP without loss"] = (Files.LosslessWebP(), "webp", null),
        ["WebP that moves"] = (Files.MovingWebP(), "webp", null),
        ["WebP too wide"] = (Files.WebP(10_000), "webp", "10,000"),
        ["WebP without loss too wide"] = (Files.LosslessWebP(16_384, 1), "webp", "16,384"),
        ["WebP that moves too wide"] = (Files.MovingWebP(1 << 24), "webp", "16,777,216"),
        ["WebP cut off"] = (Files.WebP()[..^6], "webp", "cut off"),
        ["WebP of another family"] = ([.. "RIFF"u8, 4, 0, 0, 0, .. "WAVE"u8], null, null),
        ["MP4"] = (Files.Mp4(), "mp4", null),
        ["MP4 of a camera"] = (Files.Mp4("mp42"), "mp4", null),
        ["MP4 that is a still picture"] = (Files.Mp4("heic"), "mp4", "no video"),
        ["MP4 that is QuickTime's"] = (Files.Mp4("qt  "), "mp4", "no video"),
        ["MP4 cut off"] = (Files.Mp4()[..^1], "mp4", "cut off"),
        ["MP4 without a description"] = (Files.Mp4(described: false), "mp4", "moov"),
        ["MP4 header and then HTML"] = ([.. Files.Mp4()[..24], .. "<html><script>alert(1)</script>"u8], "mp4", "cut off"),
        ["WebM"] = (Files.WebM(), "webm", null),
        ["WebM of a known length"] = (Files.WebM(endless: false), "webm", null),
        ["WebM that is Matroska"] = (Files.WebM("matroska"), "webm", "Matroska"),
        ["WebM cut off"] = (Files.WebM(endless: false)[..^1], "webm", "cut off"),
        ["WebM header alone"] = (Files.WebM()[..6], "webm", ""),
        ["a drawing"] = (Files.Svg(), "svg", null),
        ["a drawing behind a mark and a declaration"] = ([0xEF, 0xBB, 0xBF, .. "\n<?xml version=\"1.0\"?><!-- x --><svg/>"u8], "svg", null),
        ["HTML"] = ([.. "<!DOCTYPE html><html><body>"u8], null, null),
        ["a script"] = ([.. "alert('<svg')"u8], null, null),
        ["a text in UTF-16"] = (Encoding.Unicode.GetBytes("<svg/>"), null, null),
        ["nothing"] = ([], null, null),
        ["zeros"] = (new byte[100], null, null),
        ["a PDF"] = ([.. "%PDF-1.7"u8], null, null),
        ["a program"] = ([.. "MZ\x90"u8], null, null),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_file_is_what_its_bytes_are(string name)
    {
        var (file, claims, wrong) = Rows[name];
        var claimed = AssetType.Claimed(file);
        Assert.Equal(claims, claimed?.Extension);
        if (claimed is null || claimed == AssetType.Svg) return;
        var found = AssetForm.Look(new MemoryStream(file), claimed);
        if (wrong is null) Assert.Null(found);
        else Assert.Contains(wrong, found ?? throw new InvalidOperationException("Nothing is wrong with it."), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_cut_off_or_changed_is_answered_and_never_thrown()
    {
        var (chance, rounds) = (new Random(7), 0);
        foreach (var (file, _, _) in Rows.Values.Where(r => r.Claims is not null and not "svg"))
        {
            for (var i = 0; i < 300; i++)
            {
                var broken = file[..chance.Next(file.Length + 1)];
                for (var changes = chance.Next(4); changes > 0 && broken.Length > 0; changes--) broken[chance.Next(broken.Length)] = (byte)chance.Next(256);
                if (AssetType.Claimed(broken) is not { } type || type == AssetType.Svg) continue;
                AssetForm.Look(new MemoryStream(broken), type);
                rounds++;
            }
        }
        Assert.True(rounds > 1_000, $"Only {rounds} were looked at.");
    }
}
