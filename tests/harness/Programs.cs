namespace Sothebais.Tests.Harness;

/// <summary>Finds the built programs.</summary>
public static class Programs
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(3) };

    /// <summary>The checkout's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The gateways: their folder, assembly, and the port on which they say that they are ready.</summary>
    public static readonly (string Folder, string Assembly, int Health)[] Gateways =
    [
        ("gateways/admin", "Sothebais.Gateways.Admin", 3091), ("gateways/auction-manager", "Sothebais.Gateways.AuctionManager", 4191),
        ("gateways/stream-manager", "Sothebais.Gateways.StreamManager", 4291), ("gateways/event-handler", "Sothebais.Gateways.EventHandler", 4391),
    ];

    /// <summary>The path of a program's assembly, of the same build configuration as the tests.</summary>
    /// <param name="folder">The program's folder.</param>
    /// <param name="assembly">Its assembly.</param>
    /// <param name="checkout">The folder of the checkout that it was built in; null is this one.</param>
    public static string Of(string folder, string assembly, string? checkout = null)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var path = Path.Combine(checkout ?? Root, folder, "bin", configuration, "net10.0", assembly + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{assembly} is not built in {configuration}.", path);
    }

    /// <summary>Waits until health ports say ready.</summary>
    public static Task Ready(HouseAddresses at, ServerProcess process, params int[] healthPorts) => Ready(at, TimeSpan.FromSeconds(60), process, healthPorts);

    /// <summary>Waits until health ports say ready.</summary>
    public static async Task Ready(HouseAddresses at, TimeSpan patience, ServerProcess process, params int[] healthPorts)
    {
        try
        {
            await Wait.Until($"{process.Name} is ready", patience, async () =>
            {
                if (!process.IsRunning) throw new InvalidOperationException("It ended.");
                foreach (var port in healthPorts)
                {
                    using var answer = await Http.GetAsync(at.On(port, "/health/ready"));
                    if (!answer.IsSuccessStatusCode) return false;
                }
                return true;
            });
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{process.Output}", e);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Sothebais.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests run from within the checkout.");
    }
}
