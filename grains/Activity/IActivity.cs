using Sothebais.GrainInterfaces.Activity;

namespace Sothebais.Grains.Activity;

/// <summary>The acts that commits brought with them, see <see cref="EventLog.Commit.Acts"/>: as far back as they are kept.</summary>
public interface IActivity
{
    /// <summary>Acts, the newest first.</summary>
    /// <param name="before">The id before which to go on; null begins at the newest.</param>
    /// <param name="limit">How many at most.</param>
    Task<IReadOnlyList<Act>> Newest(string? before, int limit);
}
