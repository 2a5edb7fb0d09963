using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Streams;

/// <summary>In which lists of the catalogue a stream stands, and its assets.</summary>
internal static class StreamLists
{
    /// <summary>All streams.</summary>
    public const string All = "streams";

    /// <summary>Those that anybody may watch.</summary>
    public const string Public = "streams:public";

    /// <summary>The streams that list an asset.</summary>
    public static string OfAsset(string assetId) => $"asset:{assetId}";

    /// <summary>What an event changes in the lists.</summary>
    public static IReadOnlyList<ListEntry> Entries(StreamView? before, StreamView? after, StreamEvent happened)
    {
        var id = (after ?? before)!.Id;
        var entries = new List<ListEntry>();
        void Enter(string list, bool was, bool isNow)
        {
            if (was != isNow) entries.Add(new ListEntry(list, id, Gone: was));
        }
        Enter(All, before is not null, after is not null);
        Enter(Public, before?.Settings.Access == Access.Public, after?.Settings.Access == Access.Public);
        if (happened is not (AssetAdded or AssetRemoved or StreamRemoved)) return entries;
        var (had, has) = (AssetsOf(before), AssetsOf(after));
        foreach (var asset in had.Union(has)) Enter(OfAsset(asset), had.Contains(asset), has.Contains(asset));
        return entries;
    }

    private static HashSet<string> AssetsOf(StreamView? stream) => [.. (stream?.Assets ?? []).Select(a => a.Id)];
}
