using Sothebais.Broadcast;
using Sothebais.Broadcast.Encoding;
using Sothebais.Broadcast.Supervision;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>What can be judged without a display: options, progress, the flow of frames, pauses.</summary>
public sealed class RuleTests
{
    private static readonly BroadcastOptions Good = new() { Page = "https://admin.example.com/overlay/main?backdrop=%23112233", Target = "rtmps://live.example.com:443/app", Key = "live_123?bandwidthtest=true" };

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; } = 1;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Now;
    }

    [Fact]
    public void Options_that_do_are_taken() => Assert.Empty(Wrong(_ => { }));

    [Theory]
    [InlineData("Page", "")]
    [InlineData("Page", "/overlay/main")]
    [InlineData("Page", "file:///etc/passwd")]
    [InlineData("Page", "https://admin.example.com/overlay/main#token=x")]
    [InlineData("Target", "")]
    [InlineData("Target", "https://live.example.com/app")]
    [InlineData("Target", "rtmp://live.example.com")]
    [InlineData("Target", "rtmp://live.example.com/")]
    [InlineData("Target", "rtmp://somebody:password@live.example.com/app")]
    [InlineData("Target", "rtmp://live.example.com/app?key=x")]
    [InlineData("Key", "")]
    [InlineData("Key", "abc")]
    [InlineData("Key", "live_1 2")]
    [InlineData("Key", "live_12\nrtmp_app=other")]
    [InlineData("PageToken", "a\u00e9bcdef")]
    public void Options_that_do_not_are_named_and_no_secret_with_them(string setting, string value)
    {
        var wrong = Assert.Single(Wrong(o => typeof(BroadcastOptions).GetProperty(setting)!.SetValue(o, value)));
        Assert.StartsWith($"Broadcast:{setting} ", wrong, StringComparison.Ordinal);
        if (value.Length > 3 && setting is "Key" or "PageToken") Assert.True(value.Length == 0 || !wrong.Contains(value, StringComparison.Ordinal), wrong);
    }

    [Theory]
    [InlineData("Width", 1921)]
    [InlineData("Width", 158)]
    [InlineData("Height", 2162)]
    [InlineData("FrameRate", 0)]
    [InlineData("FrameRate", 61)]
    [InlineData("VideoBitrate", 6_000)]
    [InlineData("AudioBitrate", 500_000)]
    public void Numbers_out_of_range_are_named(string setting, int value) =>
        Assert.StartsWith($"Broadcast:{setting} ", Assert.Single(Wrong(o => typeof(BroadcastOptions).GetProperty(setting)!.SetValue(o, value))), StringComparison.Ordinal);

    [Fact]
    public void The_key_is_in_what_ffmpeg_reads_and_not_in_its_command()
    {
        Assert.DoesNotContain(EncoderArguments.Command(Good, new(7, "", "")), word => word.Contains("live_123", StringComparison.Ordinal));
        Assert.Equal("rtmp_app=app\nrtmp_playpath=live_123?bandwidthtest=true\ntls_verify=1\nca_file=/etc/ssl/certs/ca-certificates.crt\n", EncoderArguments.Preset(Good));
    }

    [Fact]
    public void A_token_is_in_the_fragment() =>
        Assert.Equal("http://127.0.0.1/overlay/main#token=ovl_a%2Bb", new BroadcastOptions { Page = "http://127.0.0.1/overlay/main", PageToken = "ovl_a+b" }.PageWithToken);

    [Fact]
    public void Progress_is_told_by_report_and_what_is_unknown_stays()
    {
        var reader = new ProgressReader();
        Assert.All(new[] { "frame=12", "fps=9.9", "total_size=3000", "dup_frames=2", "drop_frames=1", "nonsense" }, line => Assert.Null(reader.Read(line)));
        Assert.Equal(new Progress(12, 2, 1, 3000), reader.Read("progress=continue"));
        Assert.All(new[] { "frame=  20", "total_size=N/A" }, line => Assert.Null(reader.Read(line)));
        Assert.Equal(new Progress(20, 2, 1, 3000), reader.Read("progress=end"));
    }

    [Theory]
    [InlineData(10, 0, true)]
    [InlineData(9, 0, true)]
    [InlineData(8, 0, false)]
    [InlineData(10, 2, false)] // frames that only repeat the one before are none
    public void All_is_well_from_nine_tenths_of_the_wanted_frames_on(int frames, int repeated, bool well)
    {
        var (flow, clock) = Flowing(frames, repeated, seconds: 8);
        Assert.Equal(well, flow.IsWell);
        Assert.Equal(frames - repeated, flow.FrameRate, 0.01);
        clock.Now += 1_600; // no report any more
        Assert.False(flow.IsWell);
        Assert.Equal(TimeSpan.FromSeconds(1.6), flow.Still);
    }

    [Fact]
    public void A_new_encoder_begins_anew()
    {
        var (flow, _) = Flowing(10, 0, seconds: 8);
        flow.Begin();
        Assert.False(flow.IsWell || flow.HasBegun);
        Assert.Equal(new Progress(3, 0, 0, 30), flow.Add(new Progress(3, 0, 0, 30)));
        Assert.Equal(new Progress(4, 0, 1, 40), flow.Add(new Progress(7, 0, 1, 70)));
    }

    [Fact]
    public void The_first_restart_is_at_once_the_next_ones_wait_and_who_was_well_begins_anew()
    {
        var backoff = new Backoff();
        Assert.Equal([0, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 8).Select(_ => backoff.After(TimeSpan.FromSeconds(2)).TotalSeconds));
        Assert.Equal([0, 1], [backoff.After(TimeSpan.FromSeconds(30)).TotalSeconds, backoff.After(TimeSpan.FromSeconds(29)).TotalSeconds]);
    }

    private static (Flow Flow, Clock Clock) Flowing(int frames, int repeated, int seconds)
    {
        var clock = new Clock();
        var flow = new Flow(new BroadcastOptions { FrameRate = 10 }, clock);
        flow.Begin();
        for (var n = 1; n <= seconds; n++)
        {
            clock.Now += 1_000;
            flow.Add(new Progress(n * frames, n * repeated, 0, n * 1_000));
        }
        return (flow, clock);
    }

    private static IEnumerable<string> Wrong(Action<BroadcastOptions> change)
    {
        var options = new BroadcastOptions { Page = Good.Page, Target = Good.Target, Key = Good.Key };
        change(options);
        return new BroadcastOptionsCheck().Validate(null, options).Failures ?? [];
    }
}
