using System.Text.Json;
using Sothebais.Broadcast.Pages;
using Sothebais.Broadcast.Processes;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>Pictures, as red, green and blue of each pixel.</summary>
internal static class Glass
{
    private static readonly TimeSpan Patience = Wait.Patience;

    /// <summary>What another Chromium, without a display, sees of a page once a condition holds on it.</summary>
    public static async Task<byte[]> Screenshot(string page, string condition)
    {
        var folder = Directory.CreateTempSubdirectory("glass-");
        using var forebear = new Forebear();
        try
        {
            string[] command =
            [
                "sh", "-c", "exec 3<&0 4>&1 </dev/null >/dev/null; exec \"$@\"", "sh",
                "chromium", "--headless", "--remote-debugging-pipe", "--no-sandbox", $"--user-data-dir={folder.FullName}", "--no-first-run", "--disable-gpu", "about:blank",
            ];
            await using var chromium = await ChildProcess.Start(forebear, command, [new("HOME", folder.FullName)], TimeSpan.FromSeconds(1));
            var tools = new DevTools(chromium.Input, chromium.Output.BaseStream, TimeProvider.System);
            _ = tools.Listen();
            async Task<JsonElement> Ask(string method, object parameters, string? session = null) => (await tools.Ask(method, parameters, session, Patience, CancellationToken.None))!.Value;
            var target = (await Ask("Target.createTarget", new { url = "about:blank" })).GetProperty("targetId").GetString();
            var session = (await Ask("Target.attachToTarget", new { targetId = target, flatten = true })).GetProperty("sessionId").GetString();
            await Ask("Emulation.setDeviceMetricsOverride", new { width = BroadcastProcess.Width, height = BroadcastProcess.Height, deviceScaleFactor = 1, mobile = false }, session);
            await Ask("Page.navigate", new { url = page }, session);
            await Wait.Until(condition, Patience, async () =>
                (await Ask("Runtime.evaluate", new { expression = condition, returnByValue = true }, session)).GetProperty("result").GetProperty("value").GetBoolean());
            var picture = (await Ask("Page.captureScreenshot", new { format = "png" }, session)).GetProperty("data").GetBytesFromBase64();
            var file = Path.Combine(folder.FullName, "picture.png");
            await File.WriteAllBytesAsync(file, picture);
            return await Pixels(file);
        }
        finally
        {
            RunFolder.Delete(folder.FullName);
        }
    }

    /// <summary>The first picture of a file.</summary>
    public static async Task<byte[]> Pixels(string file)
    {
        var raw = $"{file}.rgb";
        await Command.Succeed(Patience, null, "ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", file, "-frames:v", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", raw);
        var pixels = await File.ReadAllBytesAsync(raw);
        Assert.Equal(3 * BroadcastProcess.Width * BroadcastProcess.Height, pixels.Length);
        return pixels;
    }

    /// <summary>The mean difference of two pictures: 0 to 255.</summary>
    public static double Difference(byte[] one, byte[] other) => one.Zip(other, (a, b) => (double)Math.Abs(a - b)).Average();
}
