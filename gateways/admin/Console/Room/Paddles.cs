using System.Globalization;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>
/// Whose a paddle is. In a sale the sale gives them out; who holds up one that is nobody's is a bidder in the room, known by the paddle alone. Outside of a
/// sale every paddle is such a one.
/// </summary>
/// <param name="api">The house.</param>
/// <param name="saleId">The sale; null is none.</param>
internal sealed class Paddles(HouseApi api, string? saleId)
{
    private readonly Dictionary<int, string> _known = [];

    /// <summary>Whose a paddle is; null where it is nobody's yet.</summary>
    public async Task<string?> Find(int paddle, CancellationToken stopping)
    {
        if (saleId is null) return InTheRoom(paddle);
        if (_known.TryGetValue(paddle, out var bidder)) return bidder;
        var before = Paging.Cursor((paddle - 1).ToString(CultureInfo.InvariantCulture));
        var page = await api.Get<PaddleList>($"sales/{saleId}/paddles?limit=1&cursor={before}", stopping);
        return page.Items is [{ } next] && next.Paddle == paddle ? _known[paddle] = next.BidderId : null;
    }

    /// <summary>Gives a paddle to a bidder in the room.</summary>
    public async Task<string> Give(int paddle, CancellationToken stopping)
    {
        var given = await api.Send<GivenPaddle>(HttpMethod.Post, $"sales/{saleId}/paddles", new PaddleRequest(InTheRoom(paddle), paddle), stopping: stopping);
        return _known[paddle] = given.BidderId;
    }

    /// <summary>The name of a bidder that is known by their paddle alone; null for all others.</summary>
    public static string? NameOf(string bidderId, int paddle) => bidderId == InTheRoom(paddle) ? string.Create(CultureInfo.InvariantCulture, $"Paddle {paddle}") : null;

    private static string InTheRoom(int paddle) => string.Create(CultureInfo.InvariantCulture, $"room:{paddle}");
}
