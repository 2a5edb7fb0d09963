using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>The console in a real browser, with somebody signed in before it.</summary>
public static class Desk
{
    /// <summary>The console's address.</summary>
    public static string Site(this Studio studio) => studio.House.At.Site();

    /// <summary>The console's address in a house of a test's own.</summary>
    public static string Site(this HouseAddresses at) => $"http://localhost:{at.Admin.Port}";

    /// <summary>Signs somebody in before a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="site">The console's address.</param>
    /// <param name="token">Their token.</param>
    public static Task SignIn(this IPage page, string site, string token) =>
        page.Context.AddCookiesAsync([new() { Name = "__session", Value = token, Url = site, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);

    /// <summary>A page with somebody signed in.</summary>
    /// <param name="studio">Where.</param>
    /// <param name="errors">What the page complains of.</param>
    /// <param name="role">Their role.</param>
    /// <param name="who">Their id.</param>
    public static async Task<IPage> SignedIn(this Studio studio, List<string> errors, string role = "admin", string who = "ada")
    {
        var page = await studio.Page(errors);
        await page.SignIn(studio.Site(), await studio.Token(who, role));
        return page;
    }

    /// <summary>A page of the console, open and loaded.</summary>
    public static async Task<IPage> Console(this Studio studio, List<string> errors, string path, string heading, string role = "admin", string who = "ada")
    {
        var page = await studio.SignedIn(errors, role, who);
        await page.GotoAsync(studio.Site() + path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        return page;
    }

    /// <summary>Chooses a file on a page, which hears of it once it has drawn the field: a script is faster than a hand.</summary>
    /// <param name="page">The page.</param>
    /// <param name="file">The file.</param>
    /// <param name="taken">What is there when the page has taken it.</param>
    public static Task Choose(this IPage page, FilePayload file, ILocator taken) => Wait.Until($"{file.Name} is taken", Wait.Patience, async () =>
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await taken.WaitForAsync(new() { Timeout = 5_000 });
        return true;
    });

    /// <summary>A token of the development issuer's.</summary>
    public static async Task<string> Token(this Studio studio, string who, params string[] roles)
    {
        using var answer = await studio.Client.Http.PostAsJsonAsync(studio.House.At.On(3000, "/dev/token"), new JsonObject { ["sub"] = who, ["name"] = char.ToUpperInvariant(who[0]) + who[1..], ["roles"] = new JsonArray([.. roles.Select(r => JsonValue.Create(r))]) });
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
    }

    /// <summary>Fails where axe-core finds something that keeps people from using the page.</summary>
    public static async Task AssertAccessible(this IPage page)
    {
        var found = await page.RunAxe();
        var serious = found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id} ({v.Impact}): {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(5).Select(n => n.Html))}").ToArray();
        Assert.True(serious.Length == 0, string.Join("\n", serious));
    }
}
