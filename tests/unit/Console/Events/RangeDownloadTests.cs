using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Events.History;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Tests.Unit.Console.Events;

/// <summary>A stretch of the feed as a file.</summary>
public sealed class RangeDownloadTests : ConsoleContext
{
    private async Task<LongWork> Fetch(Stream answer)
    {
        House.Answers("POST /replays", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(answer) });
        var shelf = Services.GetRequiredService<WorkShelf>();
        var ended = new TaskCompletionSource();
        shelf.Changed += () => { if (shelf.Of("ada").Any(w => w.EndedAt is not null)) ended.TrySetResult(); };
        var request = RangeDownload.Request(new EventFilter(null, "one", null), Clock.GetUtcNow().AddHours(-1), null);
        var work = shelf.Begin("ada", "A download", RangeDownload.Page, w => RangeDownload.Fetch(w, Services.GetRequiredService<HouseApi>(), request, Clock))!;
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return work;
    }

    private static async Task<string> Text(KeptFile file) => await new StreamReader(file.Stream, leaveOpen: true).ReadToEndAsync();

    [Fact]
    public async Task It_is_kept_to_be_fetched_and_gone_after_an_hour()
    {
        var work = await Fetch(new MemoryStream("""
            {"id":"1","time":"2026-11-27T11:30:00Z"}
            {"id":"2","time":"2026-11-27T11:31:00Z"}

            """u8.ToArray()));
        Assert.Equal((WorkStatus.Done, "2 events, 0 KiB"), (work.Status, work.Says));
        var asked = House.Heard.Single().Json;
        Assert.Equal(("ndjson", "one", "2026-11-27T11:00:00Z", null), ((string?)asked["format"], (string?)asked["subject"], (string?)asked["from"], (string?)asked["after"]));
        var file = Assert.IsType<KeptFile>(work.Result);
        Assert.Equal(2, (await Text(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var path = ((FileStream)file.Stream).Name;
        Assert.True(File.Exists(path));
        Clock.Advance(KeptFile.Life);
        Assert.Equal((true, false), (file.IsGone, File.Exists(path)));
    }

    [Fact]
    public async Task Where_the_range_is_larger_than_a_file_may_be_it_ends_there_and_says_up_to_when()
    {
        var line = Encoding.UTF8.GetBytes($$"""{"id":"1","time":"2026-11-27T11:30:00Z","data":"{{new string('x', 1 << 20)}}"}{{"\n"}}""");
        using var answer = new MemoryStream();
        for (var n = 0; n < 33; n++) answer.Write(line);
        answer.Position = 0;
        var work = await Fetch(answer);
        Assert.Equal(WorkStatus.Done, work.Status);
        Assert.Contains("31 events", work.Says, StringComparison.Ordinal);
        Assert.Contains("up to 2026-11-27 11:30:00 UTC", work.Says, StringComparison.Ordinal);
        using var file = Assert.IsType<KeptFile>(work.Result);
        Assert.InRange(file.Stream.Length, 1, RangeDownload.Largest);
    }

    [Fact]
    public async Task What_was_cut_off_is_no_download()
    {
        var work = await Fetch(new Cut());
        Assert.Equal((WorkStatus.Failed, null), (work.Status, work.Result));
    }

    private sealed class Cut : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The test has cut it.");
    }
}
