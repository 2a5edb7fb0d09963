[assembly: AssemblyFixture(typeof(Sothebais.Tests.Gateways.Support.OpenHouse))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace Sothebais.Tests.Gateways.Support;

/// <summary>The house that most tests share: in memory, as Development, without rate limits. Each test brings auctions of its own.</summary>
public sealed class OpenHouse : IAsyncLifetime
{
    /// <summary>The key of its event source, <c>test-bridge</c>.</summary>
    public const string SourceKey = "evs_test0123456789abcdef0123456789abcdef";

    /// <summary>The largest image that it takes, in bytes; and the largest video.</summary>
    public const int LargestImage = 300_000, LargestVideo = 1_000_000;

    private AllInOneHouse? _house;

    /// <summary>The folder of its streams' assets.</summary>
    public string Assets { get; } = Directory.CreateTempSubdirectory("sothebais-assets-").FullName;

    /// <summary>Its doors.</summary>
    public HouseAddresses At => _house!.At;

    /// <summary>A client of it.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <summary>The last lines of its log.</summary>
    public string Output => _house!.Process.Output;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _house = await AllInOneHouse.Start(null, $"--EventSources:test-bridge:Key={SourceKey}", $"--Assets:Folder={Assets}", $"--Assets:LargestImage={LargestImage}", $"--Assets:LargestVideo={LargestVideo}");
        Client = new HouseClient(_house.At);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_house is not null) await _house.DisposeAsync();
        Directory.Delete(Assets, recursive: true);
    }
}
