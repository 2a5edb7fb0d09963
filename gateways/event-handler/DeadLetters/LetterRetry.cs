using System.Collections.Concurrent;
using System.Text.Json;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.EventHandler.Intake;
using Sothebais.Gateways.EventHandler.Webhooks;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Gateways.EventHandler.DeadLetters;

/// <summary>
/// Tries dead letters again: an event as if its sender sent it again, so that it has its effect once however often it is tried; a delivery to its webhook. What
/// succeeds is no letter any more; what fails again stays one, with the new reason.
/// </summary>
internal sealed class LetterRetry(IGrainFactory grains, EventIntake intake, IntakeLetters letters, TimeProvider clock, Redelivery deliveries)
{
    private readonly ConcurrentDictionary<string, bool> _underWay = new();

    private IDeadLettersGrain Dead => grains.GetGrain<IDeadLettersGrain>(0);

    /// <summary>Tries one.</summary>
    /// <exception cref="HouseUnavailableException">It is not known what became of it, and it is still a letter.</exception>
    public async Task<Retried> Try(string id, string? request, CancellationToken stopping)
    {
        if (!_underWay.TryAdd(id, true)) return new Retried(RetryStatus.UnderWay);
        try
        {
            if (await HouseCalls.Retry(() => Dead.Find(id)) is not { } letter) return new Retried(RetryStatus.Gone);
            if (letter.Kind == DeadLetterKind.Intake) return await Take(letter, request);
            var (delivered, reason, detail) = await deliveries.Try(letter, stopping);
            return delivered ? await Done(letter, null) : await Failed(letter, reason, detail);
        }
        finally
        {
            _underWay.TryRemove(id, out _);
        }
    }

    private async Task<Retried> Take(DeadLetter letter, string? request)
    {
        IncomingEvent happened;
        using (var json = JsonDocument.Parse(letter.Json)) happened = Conformance.Read(json.RootElement);
        var outcome = (await intake.Try([happened], new Sender(letter.Sender!, clock.GetUtcNow(), request)))[0];
        return outcome.Status switch
        {
            IntakeStatus.DeadLettered => await Failed(letter, outcome.Code!, outcome.Why!.Detail),
            IntakeStatus.Unknown => new Retried(RetryStatus.Unknown),
            _ => await Done(letter, (happened, outcome)), // a bid that is refused is processed, too
        };
    }

    private async Task<Retried> Done(DeadLetter letter, (IncomingEvent, IntakeOutcome)? outcome)
    {
        await HouseCalls.Retry(() => Dead.Discard(letter.Id));
        return new Retried(RetryStatus.Succeeded) { Outcome = outcome };
    }

    private async Task<Retried> Failed(DeadLetter letter, string reason, string? detail)
    {
        // What was discarded meanwhile stays so.
        if (await HouseCalls.Retry(() => Dead.Find(letter.Id)) is not { } found) return new Retried(RetryStatus.Gone);
        return new Retried(RetryStatus.Failed) { Letter = await HouseCalls.Retry(() => Dead.Keep(letters.Again(found, reason, detail))) };
    }
}

/// <summary>What became of a letter that was tried again.</summary>
/// <param name="Status">In a word.</param>
internal sealed record Retried(RetryStatus Status)
{
    /// <summary>Of an event that was processed: what became of it.</summary>
    public (IncomingEvent Event, IntakeOutcome Outcome)? Outcome { get; init; }

    /// <summary>The letter, where it failed again.</summary>
    public DeadLetter? Letter { get; init; }
}

/// <summary>The same in a word.</summary>
internal enum RetryStatus
{
    /// <summary>It is processed or delivered, and no letter any more.</summary>
    Succeeded,

    /// <summary>It failed again.</summary>
    Failed,

    /// <summary>It may have succeeded, and is still a letter.</summary>
    Unknown,

    /// <summary>There is none of that id, or no longer.</summary>
    Gone,

    /// <summary>Somebody else tries it right now.</summary>
    UnderWay,
}
