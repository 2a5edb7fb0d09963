using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.Grains.Intake;

/// <summary>Events that were sent in: kept in the feed and nowhere else, for as long as it keeps them, and known by source and id for a while.</summary>
public interface IIntakeLog
{
    /// <summary>The name under which they stand in the feed.</summary>
    public const string Entity = "sent";

    /// <summary>What a reader of the feed needs to understand them.</summary>
    public const string Header = "cloudevents/1.0";

    /// <summary>Keeps those that are not known yet, in their order, as one commit of the feed.</summary>
    /// <returns>For each whether it is new.</returns>
    Task<bool[]> Keep(IReadOnlyList<SentEvent> events);

    /// <summary>Where an event stands in the feed; null where it is not known.</summary>
    Task<FeedPosition?> Find(string source, string id);
}
