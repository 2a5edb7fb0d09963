using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;

namespace Sothebais.GrainInterfaces.Proof;

/// <summary>
/// Checks the chain of an export: that each line fits the one before, that none is missing, moved or there twice, and that its beginning and its end say so
/// too. What the events mean it leaves to others. Reads a line at a time: an export of a million events takes no more memory than one of a thousand.
/// </summary>
public sealed class ExportChain : IDisposable
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int Version = 1;

    /// <summary>The longest line, in bytes: more than the largest event has.</summary>
    public const int LongestLine = 1024 * 1024;

    private readonly IncrementalHash _export = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _chain = HashChain.Start;
    private long _line;
    private bool _ended;
    private string? _noted; // until an event has it

    /// <summary>What the export says of itself; null until it is read.</summary>
    public ExportLine? Header { get; private set; }

    /// <summary>How many events are in order so far.</summary>
    public long Events { get; private set; }

    /// <summary>How many refused bids are in order so far.</summary>
    public long Attempts { get; private set; }

    /// <summary>The chain value after the last event so far, 64 hexadecimal digits; empty at the start.</summary>
    public string Head { get; private set; } = HashChain.Start;

    /// <summary>Reads an export to its end or its first fault.</summary>
    /// <param name="export">The export, as the house gave it.</param>
    /// <param name="also">Looks at each event that fits the chain, and at the end before it is checked; gives what else is wrong, with the line that is to blame where it is another. Null looks at none.</param>
    /// <param name="head">A chain value that was published or noted for an event, the last one or an earlier; null where there is none.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>The first thing that is wrong; null where nothing is.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task<ExportFault?> Read(Stream export, Func<ExportLine, (long? Line, string Why)?>? also = null, string? head = null, CancellationToken cancellation = default)
    {
        _noted = head;
        var reader = PipeReader.Create(export, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        ExportFault? fault = null;
        while (fault is null)
        {
            var read = await reader.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (fault is null && rest.PositionOf((byte)'\n') is { } end)
            {
                fault = Take(rest.Slice(0, end).ToArray(), also);
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (fault is null && rest.Length > LongestLine) fault = new ExportFault(_line + 1, null, "The line is longer than any that the house writes.");
            if (fault is null && read.IsCompleted) fault = rest.IsEmpty ? Ended() : new ExportFault(_line + 1, null, "The export breaks off in this line.");
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }
        await reader.CompleteAsync();
        return fault;
    }

    /// <inheritdoc/>
    public void Dispose() => _export.Dispose();

    private ExportFault? Take(byte[] text, Func<ExportLine, (long? Line, string Why)?>? also)
    {
        _line++;
        if (_ended) return Wrong("It comes after the end of the export.");
        ExportLine line;
        try
        {
            line = ExportLine.Read(text);
        }
        catch (JsonException e)
        {
            return Wrong($"It is no line of an export: {e.Message}");
        }
        ExportFault? More() => also?.Invoke(line) is { } wrong ? new ExportFault(wrong.Line ?? _line, line.Sequence, wrong.Why) : null;
        var fault = line.Kind switch
        {
            "header" when _line == 1 => Begun(line),
            _ when _line == 1 => Wrong("An export begins with its header."),
            "event" when Attempts == 0 => Event(line) ?? More(),
            "event" => Wrong("An event stands among the refused bids.", line.Sequence),
            "attempt" => Attempt(line),
            "end" => More() ?? End(line),
            _ => Wrong($"There is no kind of line '{line.Kind}'."),
        };
        _export.AppendData(text);
        _export.AppendData("\n"u8);
        return fault;
    }

    private ExportFault? Begun(ExportLine line)
    {
        if (line.Version != Version) return Wrong($"The export has format {line.Version}; this house reads {Version}.");
        if (line.Auction is null || line.Currency is null || line.Decimals is not (>= 0 and <= 18) || line.ExportedAt is null || line.Events is null || line.Head is null) return Wrong("The header is not whole.");
        Header = line;
        return null;
    }

    private ExportFault? Event(ExportLine line)
    {
        var expected = Events + 1;
        if (line.Sequence is not { } sequence || line.Body.IsEmpty || line.Hash is null || line.Previous is null) return Wrong("The line is not whole.", line.Sequence);
        if (sequence != expected) return Wrong(sequence > expected ? $"Event {expected} is missing or comes later." : $"Event {sequence} comes again, where event {expected} should be.", sequence);
        if (line.Previous != _chain) return Wrong("Its hash of the event before is not that event's.", sequence);
        _chain = HashChain.After(_chain, line.Body.Span);
        if (line.Hash != _chain) return Wrong("Its hash does not fit its content: one of the two was changed.", sequence);
        if (line.Intact == false) return Wrong("The hash that the house stored with this commit is another: the log was changed in the store.", sequence);
        (Events, Head) = (sequence, _chain);
        if (_chain == _noted) _noted = null;
        return null;
    }

    private ExportFault? Attempt(ExportLine line)
    {
        if (line.Body.IsEmpty || line.Hash is null) return Wrong("The line is not whole.");
        _chain = HashChain.After(_chain, line.Body.Span);
        if (line.Hash != _chain) return Wrong("Its hash does not fit it and the line before: it was changed, or one before it is missing, moved or there twice.");
        Attempts++;
        return null;
    }

    private ExportFault? End(ExportLine line)
    {
        _ended = true;
        var header = Header!.Value;
        if (line.Events != Events) return Wrong($"The export ends with {line.Events} events, and {Events} are there.");
        if (line.Attempts != Attempts) return Wrong($"The export ends with {line.Attempts} refused bids, and {Attempts} are there.");
        if (line.Head != Head) return Wrong("The end line names another last hash than the events make.");
        var whole = line.Export == Convert.ToHexStringLower(_export.GetCurrentHash());
        // Who says otherwise than the events and the end line agree on, is wrong; the hash over all lines says who of the two that differ was changed.
        if (header.Events != Events || header.Head != Head) return new ExportFault(1, null, "The header announces another last event than the log has.");
        if (header.Auction != line.Auction || header.ExportedAt != line.ExportedAt) return new ExportFault(whole ? _line : 1, null, "The header and the end line are not of the same export.");
        return whole ? null : Wrong("The end line's hash over all lines is not theirs.");
    }

    private ExportFault? Ended() =>
        !_ended ? new ExportFault(_line + 1, null, "The export breaks off: its end line is missing.")
        : _noted is not null ? Wrong($"No event of it has the hash that was noted, {_noted}: it is another log, or one that was cut off before that event. It ends in {Head}.")
        : null;

    private ExportFault Wrong(string why, long? sequence = null) => new(_line, sequence, why);
}
