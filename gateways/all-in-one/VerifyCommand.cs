using Sothebais.Grains.Auctions.Audit;

namespace Sothebais.Gateways.AllInOne;

/// <summary>
/// The command <c>verify</c>: checks an export of an auction's log by itself, without a house. <c>verify export.ndjson</c>, or <c>-</c> for the standard input;
/// with <c>--head</c> also that an event of the log has a hash that was noted before.
/// </summary>
internal static class VerifyCommand
{
    private const int InOrder = 0;
    private const int Wrong = 1;
    private const int Unreadable = 2;

    /// <summary>Runs it.</summary>
    /// <param name="args">What follows its name.</param>
    /// <param name="input">The standard input.</param>
    /// <param name="output">Where what was found goes.</param>
    /// <param name="errors">Where it goes that nothing could be checked.</param>
    /// <returns>The exit code: 0 in order, 1 something is wrong, 2 nothing could be checked.</returns>
    public static async Task<int> Run(string[] args, Stream input, TextWriter output, TextWriter errors)
    {
        var (file, head) = args switch
        {
            [var one] => (one, (string?)null),
            [var one, "--head", var noted] => (one, noted),
            ["--head", var noted, var one] => (one, noted),
            _ => (null, null),
        };
        if (file is null || file.StartsWith("--", StringComparison.Ordinal))
        {
            await errors.WriteLineAsync("Usage: verify <export.ndjson | -> [--head <hash>]");
            return Unreadable;
        }
        try
        {
            await using var export = file == "-" ? input : File.OpenRead(file);
            var report = await ExportVerifier.Verify(export, head);
            await output.WriteLineAsync(report.Fault is { } fault
                ? $"WRONG  line {fault.Line}{(fault.Sequence is { } sequence ? $", event {sequence}" : "")}: {fault.Why}"
                : $"In order  {report.Auction}: {report.Events} events, {report.Attempts} refused bids, {report.Outcome}\nhead      {report.Head}");
            return report.Fault is null ? InOrder : Wrong;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{file} cannot be read: {e.Message}");
            return Unreadable;
        }
    }
}
