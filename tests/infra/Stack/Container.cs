using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Stack;

/// <summary>A container, as the engine describes it.</summary>
/// <param name="Said">The engine's own words.</param>
public sealed record Container(JsonNode Said)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Service} {Id[..12]} ({(string?)Said["State"]!["Status"]}, {Health}, started again {Restarts} times)";

    /// <summary>Its id.</summary>
    public string Id => (string)Said["Id"]!;

    /// <summary>Which service it is of.</summary>
    public string Service => (string)Said["Config"]!["Labels"]!["com.docker.compose.service"]!;

    /// <summary>What its health check says.</summary>
    public string Health => (string?)Said["State"]!["Health"]?["Status"] ?? "none";

    /// <summary>The process id of its first process, on the machine.</summary>
    public int ProcessId => (int)Said["State"]!["Pid"]!;

    /// <summary>How often the engine has started it again.</summary>
    public int Restarts => (int)Said["RestartCount"]!;

    /// <summary>Its addresses, by network.</summary>
    public IReadOnlyDictionary<string, string> Addresses => Said["NetworkSettings"]!["Networks"]!.AsObject().ToDictionary(n => n.Key, n => (string)n.Value!["IPAddress"]!);

    /// <summary>The machine's ports that lead to it.</summary>
    public IEnumerable<string> Published => (Said["HostConfig"]!["PortBindings"] as JsonObject ?? []).SelectMany(p => p.Value!.AsArray()).Select(b => (string)b!["HostPort"]!);
}
