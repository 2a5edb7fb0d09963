using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace Sothebais.Gateways.Admin.Console;

/// <summary>The console's style sheets and scripts, its own and its components'. Their manifests are the process's, and where that has none (a test) this gateway's.</summary>
internal static class ConsoleFiles
{
    /// <summary>Makes the files of a build that was not published be found in every environment; a published one has them in its folder.</summary>
    public static void Find(WebApplicationBuilder builder)
    {
        // Or the framework adds an endpoint that matches every path, for files newer than the build, and what is not there would be a 405.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        if (!File.Exists(InBase(builder.Environment.ApplicationName, "runtime"))) builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, InBase(Own, "runtime"));
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
    }

    /// <summary>The manifest of the files' endpoints; null is the process's own.</summary>
    public static string? Manifest(IWebHostEnvironment environment) => File.Exists(InBase(environment.ApplicationName, "endpoints")) ? null : InBase(Own, "endpoints");

    private static string Own => typeof(ConsoleFiles).Assembly.GetName().Name!;

    private static string InBase(string application, string kind) => Path.Combine(AppContext.BaseDirectory, $"{application}.staticwebassets.{kind}.json");

    /// <summary>Marks the files' endpoints.</summary>
    internal sealed record Mark;
}
