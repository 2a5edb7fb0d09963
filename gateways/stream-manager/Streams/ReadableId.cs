using System.Globalization;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>Ids for what brings none: a word, or the word with the first number that is free.</summary>
internal static class ReadableId
{
    private const int Tries = 5;

    /// <summary>The word, or the word with -2, -3...</summary>
    public static string After(string word, IReadOnlyCollection<string> taken)
    {
        var id = word;
        for (var number = 2; taken.Contains(id); number++) id = string.Create(CultureInfo.InvariantCulture, $"{word}-{number}");
        return id;
    }

    /// <summary>
    /// Adds something under an id of the house's making. A retried request finds what the first one made: ids are bound to its key, and the id is part of
    /// what is asked under that key. Where somebody else took the id meanwhile, the next one is tried.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="names">Who asks and under which key.</param>
    /// <param name="place">Where the ids are unique: the stream, or one of its scenes.</param>
    /// <param name="candidate">A free id, from the stream as it stands; null where what it would be added to is not there.</param>
    /// <param name="command">The command that adds it under an id.</param>
    /// <param name="grains">Where keys are kept.</param>
    /// <returns>The answer, and the id it is for; null where what it would be added to is not there.</returns>
    public static async Task<(StreamAnswer Answer, string Id)?> Add(
        IStreamGrain stream, Origin names, string place, Func<StreamView, string?> candidate, Func<string, StreamCommand> command, IGrainFactory grains)
    {
        for (var tries = 1; ; tries++)
        {
            if (await HouseCalls.Retry(stream.View) is not { } view || candidate(view) is not { } free) return null;
            var key = string.Create(CultureInfo.InvariantCulture, $"{names.By}\n{place}/{tries} {names.Key}");
            var id = await HouseCalls.Retry(() => grains.GetGrain<ICreationKeyGrain>(key).Bind(free));
            var add = command(id);
            var answer = await HouseCalls.Retry(() => stream.Execute(add));
            // A reused key may be this request's own, which took a later id when it came before.
            if (answer is not StreamAnswer.Refused { Reason: StreamRefusal.SceneExists or StreamRefusal.LayerExists or StreamRefusal.KeyReused } || tries == Tries) return (answer, id);
        }
    }
}
