using System.Globalization;
using System.Text;
using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Events.Shown;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.Gateways.Defaults.Webhooks;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.Admin.Console.Events.History;

/// <summary>Fetches a stretch of the feed as NDJSON into a file, as a long work.</summary>
internal static class RangeDownload
{
    /// <summary>The page on which downloads are found again.</summary>
    public const string Page = "/events/history";

    /// <summary>How large a file may be, in bytes: about 45,000 of the house's own events. It waits in the server's temporary space and goes through the page's line.</summary>
    public const int Largest = 32 << 20;

    private const int Told = 1_000; // events between two words about it

    /// <summary>What the house is asked.</summary>
    public static ReplayRequest Request(EventFilter filter, DateTimeOffset? from, DateTimeOffset? to) =>
        new() { After = from is null ? "0" : null, From = from, To = to, Type = filter.Type, Subject = filter.Subject, Source = filter.Source, Format = "ndjson" };

    /// <summary>Does it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="api">The house, in the person's name.</param>
    /// <param name="request">What it is asked.</param>
    /// <param name="clock">The time.</param>
    public static async Task<(string Says, object? Result)> Fetch(LongWork work, HouseApi api, ReplayRequest request, TimeProvider clock)
    {
        var begun = clock.GetUtcNow();
        var file = new KeptFile($"events-{begun.UtcDateTime:yyyyMMdd-HHmmss}.ndjson", clock);
        try
        {
            using var answer = await api.Open(HttpMethod.Post, "replays", request, work.Stopping);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(work.Stopping));
            var (events, bytes, last) = (0L, 0L, (DateTimeOffset?)null);
            while (await lines.ReadLineAsync(work.Stopping) is { } line)
            {
                var text = Encoding.UTF8.GetBytes(line + "\n");
                if (bytes + text.Length > Largest) return ($"The file is full with {Size(events, bytes)}{(last is { } at ? $", up to {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "")}. Take the rest from there.", Finished(file));
                await file.Stream.WriteAsync(text, work.Stopping);
                (events, bytes) = (events + 1, bytes + text.Length);
                if (events % Told != 1) continue;
                last = TimeOf(text) ?? last;
                work.Tell(Size(events, bytes), Share(request, last, begun));
            }
            return (Size(events, bytes), Finished(file));
        }
        catch (IOException e)
        {
            file.Dispose();
            throw new HouseAway("The house was cut off in the middle of the download. Begin it again.", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static KeptFile Finished(KeptFile file)
    {
        file.Stream.Position = 0;
        return file;
    }

    private static string Size(long events, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{events:N0} {(events == 1 ? "event" : "events")}, {(bytes < 1 << 20 ? $"{bytes / 1024.0:N0} KiB" : $"{bytes / 1048576.0:N1} MiB")}");

    private static DateTimeOffset? TimeOf(byte[] line) =>
        SentJson.Read(Encoding.UTF8.GetString(line)) is var json && json.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : null;

    private static double? Share(ReplayRequest request, DateTimeOffset? at, DateTimeOffset now)
    {
        if (request.From is not { } from || at is null) return null;
        var to = request.To is { } end && end < now ? end : now;
        return to <= from ? null : Math.Clamp((at.Value - from) / (to - from), 0, 1);
    }
}
