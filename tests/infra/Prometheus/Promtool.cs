namespace Sothebais.Tests.Infra.Prometheus;

/// <summary>Prometheus' own judge of configurations, rules and their unit tests.</summary>
internal static class Promtool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The folder that is shipped.</summary>
    public static string Folder { get; } = Path.Combine(Programs.Root, "infra/prometheus");

    /// <summary>Runs it in the shipped folder.</summary>
    /// <returns>Whether it was content, and what it said.</returns>
    public static async Task<(bool Content, string Said)> Run(params string[] arguments)
    {
        var outcome = await Command.Run(Patience, null, "env", ["--chdir", Folder, "promtool", .. arguments]);
        return (outcome.Code == 0, outcome.Output + outcome.Errors);
    }
}
