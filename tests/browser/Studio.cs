using System.Collections.Concurrent;
using Microsoft.Playwright;
using Sothebais.Tests.Browser;
using Sothebais.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(Studio))]
[assembly: ClosesItsPages]

namespace Sothebais.Tests.Browser;

/// <summary>A house, and a real Chromium to look at it.</summary>
public sealed class Studio : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> _open = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public AllInOneHouse House { get; private set; } = null!;
    public HouseClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await AllInOneHouse.Start();
        Client = new HouseClient(House.At);
        // Playwright waits five seconds for what a page is to show: on a machine that builds beside it a page may take longer to load.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await Launch();
    }

    /// <summary>One more Chromium, with arguments of its own.</summary>
    public Task<IBrowser> Launch(params string[] arguments) =>
        _playwright!.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Headless = true, Args = [.. Chromium.Arguments, .. arguments] });

    /// <summary>A new page at 1920x1080 that fails the test if the page's script does.</summary>
    /// <param name="errors">What the page's script and its console complain of.</param>
    /// <param name="browser">Where; null is the Chromium that all share.</param>
    public async Task<IPage> Page(List<string> errors, IBrowser? browser = null)
    {
        var context = await (browser ?? _browser!).NewContextAsync(new()
        {
            ViewportSize = new() { Width = 1920, Height = 1080 },
            IgnoreHTTPSErrors = true, // the Clerk of the tests has a certificate of its own making
        });
        if (TestContext.Current.Test is { } test) _open.GetOrAdd(test.UniqueID, _ => []).Add(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000); // what it clicks on may take as long as what it expects
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            // A lost connection is reported by the browser itself, and is not the page's fault.
            if (message.Type == "error" && !message.Text.Contains("WebSocket connection", StringComparison.Ordinal) && !message.Text.Contains("ERR_CONNECTION", StringComparison.Ordinal))
                errors.Add(message.Text);
        };
        return page;
    }

    /// <summary>Closes what a test has opened: a page that nobody looks at draws all the same, and a hundred of them leave no time to the rest.</summary>
    /// <param name="test">The test's id.</param>
    public async Task Close(string test)
    {
        foreach (var context in _open.TryRemove(test, out var contexts) ? contexts : []) await context.CloseAsync();
    }

    /// <summary>The overlay of an auction.</summary>
    public string Overlay(string auction, string query = "") => House.At.On(4200, $"/overlay/auction/{auction}{query}").ToString();

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        Client.Dispose();
        await House.DisposeAsync();
    }
}
