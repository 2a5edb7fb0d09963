using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>The overlay of a stream over a line that the test speaks through: what the page shows rests on the messages alone.</summary>
public static class Stand
{
    private static readonly string Line = Path.Combine(Programs.Root, "tests/browser/line.js");

    /// <summary>A page that is on air.</summary>
    /// <param name="studio">Where.</param>
    /// <param name="errors">What the page complains of.</param>
    /// <param name="query">The address's query and fragment.</param>
    /// <param name="before">Script that sets the house up before the page starts.</param>
    /// <param name="frozen">Whether time passes only where the test lets it.</param>
    /// <param name="still">Whether the viewer wants no motion.</param>
    /// <param name="live">Whether to wait until it is on air.</param>
    public static async Task<IPage> Show(this Studio studio, List<string> errors, string query = "", string before = "", bool frozen = false, bool still = false, bool live = true)
    {
        var page = await studio.Page(errors);
        await page.AddInitScriptAsync(scriptPath: Line);
        if (still) await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        if (before.Length > 0) await page.AddInitScriptAsync(before);
        if (frozen)
        {
            // It runs until it is paused: long before then, so that it is not past that however slow the machine.
            await page.Clock.InstallAsync(new() { TimeDate = new DateTime(2026, 11, 1, 11, 30, 0, DateTimeKind.Utc) });
            await page.Clock.PauseAtAsync(new DateTime(2026, 11, 1, 12, 0, 1, DateTimeKind.Utc));
        }
        await page.GotoAsync(studio.House.At.On(4200, $"/overlay/main{query}").ToString());
        if (frozen) await page.Clock.RunForAsync(100);
        if (live) await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        return page;
    }

    /// <summary>The layer of a kind.</summary>
    public static ILocator Layer(this IPage page, string kind) => page.Locator($".scene:last-of-type > .layer[data-kind={kind}]");

    /// <summary>Puts layers on the scene on air.</summary>
    public static Task Compose(this IPage page, string layers) => page.EvaluateAsync($"() => change({{ scene: {{ id: 'standing', layers: {layers} }} }})");
}
