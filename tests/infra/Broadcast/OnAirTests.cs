using System.Globalization;
using System.Text.Json.Nodes;
using Sothebais.Tests.Infra.Monitoring;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>What is on air, and that it stays there.</summary>
[Collection(typeof(AloneOnAir))]
public sealed class OnAirTests(OnAir air)
{
    private TimeSpan Back => air.Back;

    [Fact]
    public async Task What_arrives_is_the_page_in_the_size_and_at_the_rate_that_are_wanted_with_sound()
    {
        await air.Broadcast.Ready(Back);
        var film = await air.Platform.Record(BroadcastProcess.Key, seconds: 4);

        var streams = JsonNode.Parse(await Command.Succeed(Back, null, "ffprobe", "-v", "error", "-show_streams", "-of", "json", film))!["streams"]!.AsArray();
        var (picture, sound) = (streams.Single(s => (string)s!["codec_type"]! == "video")!, streams.Single(s => (string)s!["codec_type"]! == "audio")!);
        Assert.Equal(("h264", BroadcastProcess.Width, BroadcastProcess.Height, "yuv420p", "bt709"),
            ((string)picture["codec_name"]!, (int)picture["width"]!, (int)picture["height"]!, (string)picture["pix_fmt"]!, (string)picture["color_space"]!));
        Assert.Equal(("aac", 2), ((string)sound["codec_name"]!, (int)sound["channels"]!));

        var frames = (await Command.Succeed(Back, null, "ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", film))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).Select(l => (At: double.Parse(l[0], CultureInfo.InvariantCulture), Key: l[1].StartsWith('K'))).ToArray();
        var rate = (frames.Length - 1) / (frames[^1].At - frames[0].At);
        Assert.InRange(rate, 0.9 * BroadcastProcess.FrameRate, 1.1 * BroadcastProcess.FrameRate);
        var keys = frames.Where(f => f.Key).ToArray();
        Assert.True(keys.Length >= 2, $"{keys.Length} keyframes");
        Assert.All(keys.Zip(keys.Skip(1)), pair => Assert.Equal(2, pair.Second.At - pair.First.At, 0.15));

        var sent = await Glass.Pixels(film);
        var seen = await Glass.Screenshot(air.Overlay, "document.body.dataset.connection === 'live' && document.fonts.status === 'loaded' && document.querySelector('[data-field=price]').innerText.includes('1,200')");
        var (difference, fromBlank) = (Glass.Difference(sent, seen), Glass.Difference(sent, Enumerable.Repeat((byte)255, sent.Length).ToArray()));
        Assert.True(difference < 4 && fromBlank > 4 * difference, $"From the page {difference:0.00}, from a blank one {fromBlank:0.00}.");
    }

    [Fact]
    public async Task An_encoder_and_a_browser_that_are_killed_are_back_within_ten_seconds()
    {
        await air.Broadcast.Ready(Back);
        var before = (Page: await air.Broadcast.Restarts("page"), Encoder: await air.Broadcast.Restarts("encoder"));
        Running("ffmpeg ").Kill();
        Running("/usr/lib/chromium/chromium ").Kill();
        var took = await Wait.Until("both are started again", Back, async () => await air.Broadcast.Restarts("page") > before.Page && await air.Broadcast.Restarts("encoder") > before.Encoder);
        await air.Broadcast.Ready(Back - took);
    }

    [Fact]
    public async Task A_display_that_is_killed_is_back_within_ten_seconds_with_what_is_on_it()
    {
        await air.Broadcast.Ready(Back);
        var before = await air.Broadcast.Restarts("display");
        Running("Xvfb ").Kill();
        await IsBack("display", before, Back);
        await air.Platform.Record(BroadcastProcess.Key, seconds: 1);
    }

    [Fact]
    public async Task A_page_whose_renderer_crashed_is_back_within_ten_seconds()
    {
        await air.Broadcast.Ready(Back);
        var before = (Page: await air.Broadcast.Restarts("page"), Encoder: await air.Broadcast.Restarts("encoder"));
        foreach (var renderer in Renderers()) renderer.Kill();
        await IsBack("page", before.Page, Back);
        Assert.Equal(before.Encoder, await air.Broadcast.Restarts("encoder")); // the stream goes on all the while
    }

    [Fact]
    public async Task Who_hangs_is_started_again()
    {
        await air.Broadcast.Ready(Back);
        var before = (Page: await air.Broadcast.Restarts("page"), Encoder: await air.Broadcast.Restarts("encoder"));
        foreach (var renderer in Renderers()) renderer.Freeze();
        Running("ffmpeg ").Freeze();
        await Wait.Until("it is noticed that no frames flow", Back, async () => await air.Broadcast.StatusOf(4591, "/health/ready") == 503);
        Assert.Equal(200, await air.Broadcast.StatusOf(4591, "/health/live"));
        await IsBack("encoder", before.Encoder, 2 * Back);
        await IsBack("page", before.Page, 2 * Back);
    }

    [Fact]
    public async Task Its_figures_are_those_that_rules_and_dashboards_read()
    {
        await air.Broadcast.Ready(Back);
        var page = await air.Broadcast.Metrics();
        Assert.All(Exemptions.Broadcast, name => Assert.True(page.Value(name) is not null, $"{name} is not served:\n{page.Text}"));
        Assert.All(new[] { "display", "page", "encoder" }, part => Assert.Equal(1, page.Value("sothebais_broadcast_up", $"part=\"{part}\"")));
        Assert.InRange(page.Value("sothebais_broadcast_frame_rate")!.Value, 0.9 * BroadcastProcess.FrameRate, 2 * BroadcastProcess.FrameRate);
        Assert.Equal(BroadcastProcess.FrameRate, page.Value("sothebais_broadcast_frame_rate_wanted"));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, page.Text);
        var said = await Command.Run(Back, null, "sh", "-c", "exec promtool check metrics < \"$0\"", file);
        File.Delete(file);
        Assert.Equal((0, ""), (said.Code, said.Output + said.Errors));
    }

    [Fact]
    public async Task The_key_is_in_no_log_health_answer_figure_command_line_or_environment()
    {
        await air.Broadcast.Ready(Back);
        var told = new List<(string Where, string Text)> { ("log", air.Broadcast.Process.Output), ("metrics", (await air.Broadcast.Metrics()).Text) };
        foreach (var (port, path) in new[] { (4591, "/health"), (4591, "/health/live"), (4591, "/health/ready"), (4500, "/api/health") }) told.Add((path, await air.Broadcast.Says(port, path)));
        _ = Running("ffmpeg ");
        told.AddRange(air.Broadcast.Family.SelectMany(p => new[] { ("command line", p.CommandLine), ("environment", p.Environment) }));
        Assert.All(told, t => Assert.All(Secrets.In(BroadcastProcess.Key), part => Assert.False(t.Text.Contains(part, StringComparison.OrdinalIgnoreCase), $"{part} is in {t.Where}: {t.Text}")));
    }

    private OtherProcess Running(string program) =>
        Assert.Single(air.Broadcast.Family, p => p.CommandLine.StartsWith(program, StringComparison.Ordinal) && !p.CommandLine.Contains(" --type=", StringComparison.Ordinal));

    private IEnumerable<OtherProcess> Renderers() =>
        air.Broadcast.Family.Where(p => p.CommandLine.Contains(" --type=renderer", StringComparison.Ordinal) && !p.CommandLine.Contains(" --top-chrome-webui", StringComparison.Ordinal));

    private async Task IsBack(string part, int before, TimeSpan within)
    {
        var took = await Wait.Until($"the {part} is started again", within, async () => await air.Broadcast.Restarts(part) > before);
        await air.Broadcast.Ready(within - took);
    }
}
