namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>The demo's stream: one overlay for the whole evening, which follows the lot on the block.</summary>
/// <param name="house">The house.</param>
internal sealed class DemoStream(DemoHouse house)
{
    /// <summary>The stream's id.</summary>
    public const string Id = "demo";

    private static readonly NewTransition Fade = new("fade", "PT0.5S");

    /// <summary>Goes on air. A house that was started again on its Redis has the stream already.</summary>
    public async Task Begin(string evening, CancellationToken stopping)
    {
        await house.Direct(HttpMethod.Post, "/streams", new NewStream(Id, DemoLots.Series), $"{evening}-stream", stopping);
        await house.Direct(HttpMethod.Post, $"/streams/{Id}/live", new Nothing(), $"{evening}-live", stopping);
    }

    /// <summary>Brings a lot on.</summary>
    public async Task Show(string auction, CancellationToken stopping)
    {
        await house.Direct(HttpMethod.Patch, $"/streams/{Id}", new StreamBinding(auction), $"{auction}-show", stopping);
        await Take("standing", $"{auction}-standing", stopping);
    }

    /// <summary>Shows how a lot ended.</summary>
    public Task ShowSold(string auction, CancellationToken stopping) => Take("sold", $"{auction}-sold", stopping);

    private Task Take(string scene, string key, CancellationToken stopping) => house.Direct(HttpMethod.Post, $"/streams/{Id}/take", new Taking(scene, Fade), key, stopping);
}
