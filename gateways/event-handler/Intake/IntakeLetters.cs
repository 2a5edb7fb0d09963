using System.Security.Cryptography;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>Keeps events that could not be processed: one letter an event and sender, however often it is sent.</summary>
internal sealed class IntakeLetters(IGrainFactory grains, TimeProvider clock)
{
    private const int AtOnce = 16;
    private const int LongestDetail = 1_000;

    /// <summary>Keeps some events, and notes in their outcomes where they lie. What could not be kept is of unknown outcome: it must be sent again.</summary>
    public async Task Keep(IEnumerable<int> which, IReadOnlyList<IncomingEvent> events, IntakeOutcome[] outcomes, Sender sender)
    {
        var dead = grains.GetGrain<IDeadLettersGrain>(0);
        // An event that comes twice in a batch has its letter in the first one's place.
        await Parallel.ForEachAsync(which.GroupBy(i => (events[i].Source, events[i].Id)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (same, _) =>
        {
            foreach (var i in same)
            {
                var letter = Of(i, events[i], outcomes[i], sender);
                try
                {
                    outcomes[i] = outcomes[i] with { DeadLetterId = (await HouseCalls.Retry(() => dead.Keep(letter))).Id };
                }
                catch (HouseUnavailableException)
                {
                    outcomes[i] = IntakeOutcome.Unknown;
                }
            }
        });
    }

    /// <summary>The letter after one more try that failed.</summary>
    public DeadLetter Again(DeadLetter letter, string reason, string? detail) =>
        letter with { Reason = reason, Detail = Short(detail), Attempts = letter.Attempts + 1, LastAt = clock.GetUtcNow() };

    private DeadLetter Of(int place, IncomingEvent e, IntakeOutcome outcome, Sender sender) => new(
        IdOf(place, sender), DeadLetterKind.Intake, null, sender.Id, outcome.Code!, Short(outcome.Why!.Detail), 1, sender.ReceivedAt, clock.GetUtcNow(),
        e.Id, e.Type, e.Source, e.Subject, e.Json);

    // Letters of one batch sort in its order: so they are tried again.
    private static string IdOf(int place, Sender sender) => $"{sender.ReceivedAt.ToUnixTimeMilliseconds():x12}{place:x4}{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    private static string? Short(string? text) => text is { Length: > LongestDetail } ? text[..LongestDetail] : text;
}
