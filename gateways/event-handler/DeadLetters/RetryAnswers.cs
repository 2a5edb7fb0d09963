using System.Buffers;
using System.Text.Json;
using Sothebais.Gateways.Defaults.DeadLetters;
using Sothebais.Gateways.EventHandler.Intake;

namespace Sothebais.Gateways.EventHandler.DeadLetters;

/// <summary>What became of a letter that was tried again, in public.</summary>
internal static class RetryAnswers
{
    /// <summary>Makes one.</summary>
    public static PublicRetried Of(Retried retried) => new(
        retried.Status == RetryStatus.Succeeded, retried.Outcome is var (happened, outcome) ? Json(happened, outcome) : null,
        retried.Letter is { } letter ? PublicLetter.Of(letter, whole: false) : null);

    private static JsonElement Json(IncomingEvent happened, IntakeOutcome outcome)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text)) PublicOutcome.Write(json, happened, outcome);
        return JsonElement.Parse(text.WrittenSpan);
    }
}
