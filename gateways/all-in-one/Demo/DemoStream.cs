namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>The demo's stream: one overlay for the whole evening, which follows the lot on the block.</summary>
/// <param name="house">The house.</param>
internal sealed class DemoStream(DemoHouse house)
{
    /// <summary>The stream's id.</summary>
    public const string Id = "demo";

    /// <summary>Goes on air. A house that was started again on its Redis has the stream already.</summary>
    public async Task Begin(string evening, CancellationToken stopping)
    {
        await house.Direct(HttpMethod.Post, "/streams", new NewStream(Id, DemoLots.Series), $"{evening}-stream", stopping);
        await house.Direct(HttpMethod.Post, $"/streams/{Id}/live", new Nothing(), $"{evening}-live", stopping);
    }

    /// <summary>Brings a lot on. Its end needs no word: the scene has a banner for it.</summary>
    public Task Show(string auction, CancellationToken stopping) => house.Direct(HttpMethod.Patch, $"/streams/{Id}", new StreamBinding(auction), $"{auction}-show", stopping);
}
