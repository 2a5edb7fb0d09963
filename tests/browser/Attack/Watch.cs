using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sothebais.Tests.Browser.Attack;

/// <summary>Notes what a page and its frames do with payloads: what ran, what was asked of strangers, what only a content policy stopped, and what became markup.</summary>
public sealed class Watch
{
    // Any element's attribute that runs, loads by script or was made of a payload.
    private const string Markup = """
        () => [...document.querySelectorAll('*')].flatMap((e) => [
          ...(e.localName === 'x-pwned' ? [`<x-pwned> in ${e.parentElement?.outerHTML.slice(0, 200)}`] : []),
          ...[...e.attributes].filter((a) => /^on/i.test(a.name) || a.name === 'srcdoc' || /^\s*javascript:/i.test(a.value) && /^(xlink:)?(href|src|action|formaction|data)$/.test(a.name)).map((a) => `${e.localName} ${a.name}=${a.value.slice(0, 120)}`),
          ...(e.localName === 'script' && e.textContent.includes('pwned') ? ['a script'] : []),
        ])
        """;

    private readonly ConcurrentQueue<string> _seen = new();

    /// <summary>What was seen so far, each with where.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>Begins to watch a page, before it goes anywhere.</summary>
    /// <param name="page">The page.</param>
    /// <param name="house">The host names of the house; strangers' pictures are not there.</param>
    public async Task Begin(IPage page, params string[] house)
    {
        await page.ExposeFunctionAsync("pwned", (string? how) => _seen.Enqueue($"ran ({how}) on {page.Url}"));
        await page.ExposeFunctionAsync("stopped", (string what) => _seen.Enqueue($"stopped by the policy: {what}"));
        await page.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', (e) => stopped(`${e.violatedDirective} ${e.blockedURI} ${e.sample} on ${location.href}`))");
        page.Dialog += async (_, dialog) =>
        {
            _seen.Enqueue($"a dialog: {dialog.Message} on {page.Url}");
            await dialog.DismissAsync();
        };
        page.Popup += (_, popup) => _seen.Enqueue($"a window: {popup.Url}");
        await page.RouteAsync(address => !house.Contains(new Uri(address).Host), async route =>
        {
            // A lot's picture and a layer's film may be anywhere.
            if (new Uri(route.Request.Url).Host != "pictures.example") _seen.Enqueue($"asked for {route.Request.Url} on {page.Url}");
            await route.FulfillAsync(new() { Status = 404 });
        });
    }

    /// <summary>Looks at a page as the house sends it, before any script has made it over.</summary>
    public async Task Read(IPage page, string path)
    {
        var found = await page.EvaluateAsync<string[]>($"async path => {{ const document = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html'); return ({Markup})(); }}", path);
        foreach (var what in found) _seen.Enqueue($"markup, as it was sent: {what} on {path}");
    }

    /// <summary>Looks at a page and its frames as they stand.</summary>
    public async Task Look(IPage page)
    {
        foreach (var frame in page.Frames)
        {
            try
            {
                foreach (var found in await frame.EvaluateAsync<string[]>(Markup)) _seen.Enqueue($"markup: {found} on {frame.Url}");
            }
            catch (PlaywrightException) when (frame.IsDetached)
            {
                // An overlay within a page that has just drawn another one in its place; overlays are looked at by themselves, too.
            }
        }
    }
}
