using Sothebais.Broadcast.Processes;
using Sothebais.Broadcast.Stage;
using Sothebais.Broadcast.Supervision;

namespace Sothebais.Broadcast.Encoding;

/// <summary>What sends the display's picture: ffmpeg, watched by the frames it reports.</summary>
internal sealed class Encoder(BroadcastOptions options, Forebear forebear, Redactor redactor, Flow flow, BroadcastMetrics metrics, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(15); // finding and greeting a server on the other side of the world
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(3); // taking leave of it
    private static readonly TimeSpan LongestStill = TimeSpan.FromSeconds(5);

    /// <summary>Sends until it is to end.</summary>
    /// <exception cref="LostException">It ended by itself, or sent nothing for 5 s (15 s at first).</exception>
    public async Task Run(Part part, DisplayAddress at, CancellationToken stopping)
    {
        flow.Begin();
        var ffmpeg = await ChildProcess.Start(forebear, EncoderArguments.Command(options, at), at.Environment, ToEnd);
        var reading = Read(part, ffmpeg);
        try
        {
            await Write(ffmpeg);
            await Watch(ffmpeg, stopping);
        }
        finally
        {
            await ffmpeg.DisposeAsync();
            await reading; // or its last report would say that a part is up which is not
        }
    }

    private async Task Watch(ChildProcess ffmpeg, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.WhenAny(ffmpeg.Ended, Task.Delay(Look, clock, stopping));
            if (stopping.IsCancellationRequested) break;
            if (ffmpeg.Ended.IsCompleted) throw await LostException.Of("ffmpeg", ffmpeg, redactor);
            if (flow.Still <= (flow.HasBegun ? LongestStill : ToStart)) continue;
            ffmpeg.Kill(); // whoever hangs does not listen
            throw new LostException($"No frame was sent for {flow.Still.TotalSeconds:0} s.");
        }
    }

    private async Task Write(ChildProcess ffmpeg)
    {
        try
        {
            await ffmpeg.Input.WriteAsync(System.Text.Encoding.ASCII.GetBytes(EncoderArguments.Preset(options)));
            ffmpeg.Input.Close();
        }
        catch (IOException)
        {
            // It has ended already, and is heard of below.
        }
    }

    private async Task Read(Part part, ChildProcess ffmpeg)
    {
        var reader = new ProgressReader();
        try
        {
            while (await ffmpeg.Output.ReadLineAsync() is { } line)
            {
                if (reader.Read(line) is not { } report) continue;
                metrics.Sent(flow.Add(report));
                if (report.Frames > 0) part.IsUp("Sending.");
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It is gone.
        }
    }
}
