using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Limits;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>How many follow the feed here, and that they are not too many.</summary>
internal sealed class Followers(IOptions<FeedOptions> options)
{
    private int _here;

    /// <summary>Those of each address.</summary>
    public LinesByAddress ByAddress { get; } = new(options.Value.MostFromOneAddress);

    /// <summary>Lets one in; false where there is no room.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _here) <= options.Value.Most) return true;
        Leave();
        return false;
    }

    /// <summary>One has gone.</summary>
    public void Leave() => Interlocked.Decrement(ref _here);
}
