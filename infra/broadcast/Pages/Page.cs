using System.Text.Json;
using Sothebais.Broadcast.Supervision;

namespace Sothebais.Broadcast.Pages;

/// <summary>The browser's one page.</summary>
internal sealed class Page
{
    // In a frame that is painted: a page that answers and is not painted is of no use here.
    private const string Sight = """
        new Promise(told => requestAnimationFrame(() => told({
          scheme: location.protocol, status: performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0,
          loading: document.readyState === 'loading', width: innerWidth, height: innerHeight })))
        """;

    private readonly DevTools _tools;
    private readonly string _session;

    private Page(DevTools tools, string session) => (_tools, _session) = (tools, session);

    /// <summary>Finds it.</summary>
    /// <exception cref="LostException">There is none, or the browser does not answer.</exception>
    public static async Task<Page> Open(DevTools tools, TimeSpan patience, CancellationToken stopping)
    {
        try
        {
            var targets = await Must(tools, "Target.getTargets", new { }, null, patience, stopping);
            var target = targets.GetProperty("targetInfos").EnumerateArray().FirstOrDefault(t => t.GetProperty("type").GetString() == "page");
            if (target.ValueKind != JsonValueKind.Object) throw new LostException("Chromium has no page.");
            var attached = await Must(tools, "Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true }, null, patience, stopping);
            var session = attached.GetProperty("sessionId").GetString()!;
            await Must(tools, "Inspector.enable", new { }, session, patience, stopping);
            await Must(tools, "Emulation.setScrollbarsHidden", new { hidden = true }, session, patience, stopping);
            return new Page(tools, session);
        }
        catch (TimeoutException)
        {
            throw new LostException("Chromium does not answer.");
        }
    }

    /// <summary>Goes to an address.</summary>
    /// <exception cref="LostException">It cannot be reached, or not in time.</exception>
    public async Task Go(string address, TimeSpan patience, CancellationToken stopping)
    {
        try
        {
            var gone = await Must(_tools, "Page.navigate", new { url = address }, _session, patience, stopping);
            if (gone.TryGetProperty("errorText", out var error)) throw new LostException($"The page cannot be reached: {error.GetString()}.");
        }
        catch (TimeoutException)
        {
            throw new LostException($"The page did not come within {patience.TotalSeconds:0} s.");
        }
    }

    /// <summary>Looks at it.</summary>
    /// <returns>What there is to be seen; null where there is just no document.</returns>
    /// <exception cref="LostException">It does not answer.</exception>
    public async Task<PageSight?> Look(TimeSpan patience, CancellationToken stopping)
    {
        try
        {
            var answer = await _tools.Ask("Runtime.evaluate", new { expression = Sight, awaitPromise = true, returnByValue = true }, _session, patience, stopping);
            return answer?.GetProperty("result") is { } result && result.TryGetProperty("value", out var value) ? value.Deserialize<PageSight>(JsonSerializerOptions.Web) : null;
        }
        catch (TimeoutException)
        {
            throw new LostException($"The page did not answer within {patience.TotalSeconds:0} s.");
        }
    }

    private static async Task<JsonElement> Must(DevTools tools, string method, object parameters, string? session, TimeSpan patience, CancellationToken stopping) =>
        await tools.Ask(method, parameters, session, patience, stopping) ?? throw new LostException($"Chromium refuses {method}.");
}

/// <summary>What is to be seen of the page.</summary>
/// <param name="Scheme">Its address's scheme with the colon; another than http and https is Chromium's own page of an error.</param>
/// <param name="Status">The HTTP status it was answered with; 0 is not known.</param>
/// <param name="Loading">Whether its document is still loading.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
internal sealed record PageSight(string Scheme, int Status, bool Loading, int Width, int Height)
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Trouble(BroadcastOptions options) =>
        Scheme is not ("http:" or "https:") ? "The page could not be loaded."
        : Status >= 400 ? $"The page was answered with {Status}."
        : (Width, Height) != (options.Width, options.Height) ? $"The page is {Width}x{Height}, not {options.Width}x{options.Height}."
        : null;
}
