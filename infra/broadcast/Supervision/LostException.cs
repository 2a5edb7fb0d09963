using Sothebais.Broadcast.Processes;

namespace Sothebais.Broadcast.Supervision;

/// <summary>A part of the broadcast is lost. What it says is for the log: no secret and nothing of the page is in it.</summary>
/// <param name="why">Why.</param>
internal sealed class LostException(string why) : Exception(why)
{
    /// <summary>Of a program that has ended, or is about to: with its last words.</summary>
    public static async Task<LostException> Of(string name, ChildProcess program, Redactor redactor)
    {
        if (await Task.WhenAny(program.Ended, Task.Delay(TimeSpan.FromSeconds(1))) != program.Ended) return new LostException($"{name} does not do what it should.");
        var (code, said) = await program.LastWords();
        return new LostException($"{name} ended with {code}: {(said.Length == 0 ? "no word" : redactor.Clean(said))}");
    }
}
