namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>However it ends, and however far it came, nothing of it stays; and what it says of a platform that refuses has no key in it.</summary>
[Collection(typeof(AloneOnAir))]
public sealed class LeavingTests(OnAir air)
{
    private static readonly TimeSpan Patience = Wait.Patience;

    [Fact]
    public async Task Asked_to_end_it_ends_in_time_and_leaves_no_process_and_no_file()
    {
        await using var broadcast = BroadcastProcess.Start(air.Overlay, air.Platform.OtherTarget);
        await broadcast.Runs("ffmpeg ");
        Assert.Equal(0, await broadcast.Process.Terminate(TimeSpan.FromSeconds(20)));
        await broadcast.NobodyIsLeft();
        Assert.False(Directory.Exists(broadcast.Folder));
    }

    [Fact]
    public async Task Killed_it_takes_all_of_its_processes_along()
    {
        await using var broadcast = BroadcastProcess.Start(air.Overlay, air.Platform.OtherTarget);
        await broadcast.Runs("ffmpeg ");
        await broadcast.Process.Kill();
        await broadcast.NobodyIsLeft();
        Directory.Delete(broadcast.Folder!, recursive: true);
    }

    [Fact]
    public async Task A_platform_that_refuses_is_asked_again_and_nothing_said_of_it_has_the_key()
    {
        var nobody = $"rtmp://127.0.0.1:{Harness.Ports.Next()}/live";
        await using var broadcast = BroadcastProcess.Start(air.Overlay, nobody);
        await Wait.Until("it was tried again", Patience, async () => await broadcast.Restarts("encoder") >= 2);
        Assert.Equal((503, 200, 503), (await broadcast.StatusOf(4591, "/health/ready"), await broadcast.StatusOf(4591, "/health/live"), await broadcast.StatusOf(4500, "/api/health")));
        Assert.True((await broadcast.Part("display")).Ok);
        Assert.True((await broadcast.Part("page")).Ok);
        Assert.False((await broadcast.Part("encoder")).Ok);
        Assert.Contains("Connection refused", (await broadcast.Part("encoder")).Said, StringComparison.Ordinal);
        Assert.Contains(nobody, broadcast.Process.Output, StringComparison.Ordinal);
        foreach (var text in new[] { broadcast.Process.Output, await broadcast.Says(4591, "/health"), (await broadcast.Metrics()).Text })
            Assert.All(Secrets.In(BroadcastProcess.Key), part => Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Asked_to_end_before_there_is_a_page_to_be_seen_it_leaves_nobody()
    {
        await using var broadcast = BroadcastProcess.Start($"{new Uri(air.Overlay).GetLeftPart(UriPartial.Authority)}/overlay/nothing-here/at-all", air.Platform.Target);
        await Wait.Until("the page was tried again", Patience, async () => await broadcast.Restarts("page") >= 1);
        await broadcast.Runs("/usr/lib/chromium/chromium ");
        Assert.Contains("404", broadcast.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(broadcast.Family, p => p.CommandLine.StartsWith("ffmpeg ", StringComparison.Ordinal));
        Assert.Equal(0, await broadcast.Process.Terminate(TimeSpan.FromSeconds(20)));
        await broadcast.NobodyIsLeft();
    }
}
