using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Defaults.Health;

/// <summary>
/// A service asks its own health port and ends: <c>dotnet &lt;service&gt;.dll --health</c>. For containers, whose images need nothing else to be asked with.
/// </summary>
public static class HealthProbe
{
    private const string Switch = "--health";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Probes, where the command line asks for it.</summary>
    /// <param name="ports">The service's documented ports.</param>
    /// <param name="args">The command line: <c>--health</c> first, then what the service itself was started with.</param>
    /// <returns>The exit code: 0 for ready, 1 for anything else; null where nobody asked.</returns>
    public static async Task<int?> Asked(ServicePorts ports, string[] args)
    {
        if (args is not [Switch, .. var rest]) return null;
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(rest).Build();
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{ports.Moved(configuration).Health}/health/ready"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }
}
