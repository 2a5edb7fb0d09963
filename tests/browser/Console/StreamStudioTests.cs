using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>Composing what a broadcast shows, in a real browser before a real house.</summary>
public sealed class StreamStudioTests(Studio studio)
{
    // What is inside the frames is the overlay's own, and has its own tests.
    private static readonly AxeRunContext WithoutOverlays = new() { Exclude = [new AxeSelector("iframe")] };

    private readonly List<string> _errors = [];

    [Fact]
    public async Task A_scene_is_built_by_keyboard_and_by_hand_and_viewers_see_it_once_it_is_taken()
    {
        var id = await Make("Evening");
        await Ask(HttpMethod.Post, $"/streams/{id}/live", []);
        var page = await Open(id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a scene" }).ClickAsync();
        await page.GetByText("Empty scene").ClickAsync();
        await Expect(Strip(page, "New scene")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a layer" }).ClickAsync();
        await page.GetByText("Text", new() { Exact = true }).ClickAsync();
        var box = page.Locator(".box[data-layer=text]");
        await Expect(box).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByLabel("Words").FillAsync("Good evening");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        // By keyboard: 580, 480, 760 by 120 at first.
        await box.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Alt+Shift+ArrowRight");
        await Placed(id, "text", 581, 490, 770, 120);
        await Expect(page.GetByLabel("Left", new() { Exact = true })).ToHaveValueAsync("581");

        // By hand: near enough to the upper left corner that it snaps there.
        var canvas = (await page.Locator(".stage").BoundingBoxAsync())!;
        var (scale, at) = (canvas.Width / 1920, (await box.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(at.X + at.Width / 2, at.Y + at.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(at.X + at.Width / 2 - 100, at.Y + at.Height / 2 - 50, new() { Steps = 4 });
        await page.Mouse.MoveAsync(at.X + at.Width / 2 - 578 * scale, at.Y + at.Height / 2 - 487 * scale, new() { Steps = 4 });
        await Expect(page.Locator(".guide[data-along=x]")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
        await Placed(id, "text", 0, 0, 770, 120);
        await Expect(page.Locator(".guide[data-along=x]")).ToBeHiddenAsync();

        // And by a handle: its lower right corner, without snapping.
        at = (await box.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(at.X + at.Width, at.Y + at.Height);
        await page.Mouse.DownAsync();
        await page.Keyboard.DownAsync("Alt");
        await page.Mouse.MoveAsync(at.X + at.Width + 100 * scale, at.Y + at.Height + 60 * scale, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.Keyboard.UpAsync("Alt");
        await Wait.Until("it is larger", Wait.Patience, async () => (await Layer(id, "text")) is { X: 0, Y: 0, Width: > 860 and < 880, Height: > 170 and < 190 });

        var viewer = await studio.Page(_errors);
        await viewer.GotoAsync(studio.House.At.On(4200, $"/overlay/{id}").ToString());
        await Expect(viewer.Locator(".canvas")).ToHaveAttributeAsync("data-scene", "standing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).ClickAsync();
        await Expect(viewer.Locator("[data-layer=text]")).ToHaveTextAsync("Good evening");
        await Expect(page.FrameLocator("figure.on-air iframe").Locator("[data-layer=text]")).ToHaveTextAsync("Good evening");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Of_two_admins_at_the_same_layer_the_later_one_is_told_and_keeps_what_they_typed()
    {
        var id = await Make("Two desks");
        var (ada, bob) = (await Open(id), await Open(id, "bob"));
        foreach (var page in new[] { ada, bob }) await Strip(page, "Price").ClickAsync();
        await bob.GetByLabel("Ink", new() { Exact = true }).FillAsync("#aa0000");
        await bob.Keyboard.PressAsync("Tab");
        await ada.GetByLabel("Left", new() { Exact = true }).FillAsync("900");
        await ada.Keyboard.PressAsync("Enter");
        await Placed(id, "price", 900, 790, 560, 146);
        await Expect(bob.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Somebody else changed it" })).ToContainTextAsync("Left: 856 → 900");
        await Expect(bob.GetByLabel("Ink", new() { Exact = true })).ToHaveValueAsync("#aa0000");
        await bob.GetByRole(AriaRole.Button, new() { Name = "Apply mine" }).ClickAsync();
        await Expect(bob.GetByText("Somebody else changed it")).ToHaveCountAsync(0);
        Assert.Equal("#aa0000", (string?)(await Raw(id, "price", 0))["style"]!["ink"]);
        Assert.Equal(900, (await Layer(id, "price")).X);
    }

    [Fact]
    public async Task A_picture_is_uploaded_and_shown_by_a_layer_and_removed_by_its_name()
    {
        var id = await Make("Pictures");
        var page = await studio.Console(_errors, $"/streams/{id}/assets", "Pictures");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "frame.svg",
            MimeType = "image/svg+xml",
            Buffer = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"40\" height=\"30\" fill=\"#fff\"/></svg>"u8.ToArray(),
        });
        await Expect(page.GetByText("It is in, as image/svg+xml.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "frame.svg" })).ToBeVisibleAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "notes.png", MimeType = "image/png", Buffer = "just words"u8.ToArray() });
        await Expect(page.Locator(".works")).ToContainTextAsync("The file is of no type that is taken here.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Studio" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a layer" }).ClickAsync();
        await page.GetByText("Image", new() { Exact = true }).ClickAsync();
        await Expect(page.FrameLocator(".studio iframe").Locator("[data-layer=image] img")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Assets" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove “frame.svg”" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("“Standing” shows it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the asset" }).ClickAsync();
        await Expect(page.GetByText("No assets yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_stream_is_made_found_put_on_air_and_its_token_shown_once()
    {
        var page = await studio.Console(_errors, "/streams", "Streams");
        await page.GetByRole(AriaRole.Link, new() { Name = "New stream" }).ClickAsync();
        var title = $"Winter {Guid.NewGuid():n}";
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("New stream"); // the list has a field for titles, too
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the stream" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go live" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"Put “{title}” on air?");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Go live" }).ClickAsync();
        await Expect(page.Locator(".page-head .standing")).ToHaveTextAsync("live");

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue a token" }).ClickAsync();
        await Expect(page.Locator("[data-part=overlay-address]")).ToContainTextAsync("#token=ovl_");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Issue another token" })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-part=overlay-address]")).Not.ToContainTextAsync("token");

        await page.GotoAsync($"{studio.Site()}/streams");
        await page.GetByPlaceholder("Title, id, auction or sale").FillAsync(title[..20]);
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Row).Last).ToContainTextAsync("live");
        Assert.Empty(_errors);
    }

    [Theory, InlineData("light"), InlineData("dark")]
    public async Task Everybody_can_use_the_pages(string look)
    {
        var id = await Make("For everybody");
        await Ask(HttpMethod.Post, $"/streams/{id}/live", []);
        var page = await studio.Console(_errors, "/streams", "Streams");
        await page.EvaluateAsync("look => localStorage.setItem('look', look)", look);
        foreach (var (path, ready) in new[] { ("", "table"), ("/new", "form"), ($"/{id}", ".box"), ($"/{id}/assets", "table"), ($"/{id}/settings", "form") })
        {
            await page.GotoAsync($"{studio.Site()}/streams{path}");
            await page.Locator(ready).First.WaitForAsync();
            if (path == $"/{id}") await Strip(page, "Price").ClickAsync();
            var found = await page.RunAxe(WithoutOverlays);
            var serious = found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{path}: {v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(5).Select(n => n.Html))}").ToArray();
            Assert.True(serious.Length == 0, string.Join("\n", serious));
        }
    }

    private static ILocator Strip(IPage page, string name) => page.Locator(".strip .pick").Filter(new() { HasTextRegex = new($"^\\s*{name}") });

    private async Task<IPage> Open(string id, string who = "ada")
    {
        var page = await studio.SignedIn(_errors, who: who);
        await page.GotoAsync($"{studio.Site()}/streams/{id}");
        await page.Locator(".studio").WaitForAsync();
        return page;
    }

    private async Task<string> Make(string title)
    {
        var id = $"studio-{Guid.NewGuid():n}";
        await Ask(HttpMethod.Post, "/streams", new JsonObject { ["id"] = id, ["title"] = title });
        return id;
    }

    private async Task Ask(HttpMethod method, string path, JsonObject body)
    {
        var answer = await studio.Client.Send(method, studio.House.At.On(4200, path), body, await studio.Client.Admin());
        Assert.True(answer.Status is 200 or 201, answer.Text);
    }

    private async Task<JsonNode> Raw(string id, string layer, int scene)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, studio.House.At.On(4200, $"/streams/{id}"));
        request.Headers.Authorization = new("Bearer", await studio.Client.Admin());
        using var answer = await studio.Client.Http.SendAsync(request);
        var scenes = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["scenes"]!.AsArray();
        return scenes[scene]!["layers"]!.AsArray().First(l => (string?)l!["id"] == layer)!;
    }

    private async Task<(int X, int Y, int Width, int Height)> Layer(string id, string layer)
    {
        var found = await Raw(id, layer, layer == "text" ? 4 : 0);
        return ((int)found["x"]!, (int)found["y"]!, (int)found["width"]!, (int)found["height"]!);
    }

    private Task Placed(string id, string layer, int x, int y, int width, int height) =>
        Wait.Until($"{layer} is at {x}, {y}, {width} by {height}", Wait.Patience, async () => await Layer(id, layer) == (x, y, width, height));
}
