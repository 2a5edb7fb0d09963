namespace Sothebais.Tests.Harness;

/// <summary>Debian's Chromium, for Playwright: its own browsers cannot be had on a build machine without the network.</summary>
public static class Chromium
{
    /// <summary>The program.</summary>
    public const string Path = "/usr/bin/chromium";

    /// <summary>How it is started, by root and without asking anybody on the network for anything.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
}
