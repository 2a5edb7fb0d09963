using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>
/// Checks an export of an auction's log by itself, without the house: the chain of its hashes, its order, that the events can have happened one after the
/// other, and that the bids alone make the result. What it recounts shares no code with the rules that decided. Reads a line at a time: an export of a
/// million events takes no more memory than one of a thousand.
/// </summary>
public static class ExportVerifier
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int Version = 1;

    /// <summary>The longest line, in bytes: more than the largest event has.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <summary>Checks an export.</summary>
    /// <param name="export">The export, as the house gave it.</param>
    /// <param name="head">A chain value that was published or noted for its last event; null where there is none.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<AuditReport> Verify(Stream export, string? head = null, CancellationToken cancellation = default)
    {
        using var check = new Check();
        var reader = PipeReader.Create(export, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        AuditFault? fault = null;
        while (fault is null)
        {
            var read = await reader.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (fault is null && rest.PositionOf((byte)'\n') is { } end)
            {
                fault = check.Take(rest.Slice(0, end).ToArray());
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (fault is null && rest.Length > LongestLine) fault = check.Wrong("The line is longer than any that the house writes.");
            if (fault is null && read.IsCompleted) fault = rest.IsEmpty ? check.Ended(head) : check.Wrong("The export breaks off in this line.");
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }
        await reader.CompleteAsync();
        return check.Report(fault);
    }

    private sealed class Check : IDisposable
    {
        private readonly IncrementalHash _export = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly Recount _recount = new();
        private ExportLine? _header;
        private Auction? _auction;
        private string _head = HashChain.Start;
        private string _chain = HashChain.Start;
        private long _line;
        private long _events;
        private long _attempts;
        private bool _ended;

        /// <summary>Takes the next line; gives what is wrong with it.</summary>
        public AuditFault? Take(byte[] text)
        {
            _line++;
            if (_ended) return Wrong(_line, null, "It comes after the end of the export.");
            ExportLine line;
            try
            {
                line = ExportLine.Read(text);
            }
            catch (JsonException e)
            {
                return Wrong(_line, null, $"It is no line of an export: {e.Message}");
            }
            var fault = line.Kind switch
            {
                "header" when _line == 1 => Header(line),
                _ when _line == 1 => Wrong(_line, null, "An export begins with its header."),
                "event" when _attempts == 0 => Event(line),
                "event" => Wrong(_line, line.Sequence, "An event stands among the refused bids."),
                "attempt" => Attempt(line),
                "end" => End(line),
                _ => Wrong(_line, null, $"There is no kind of line '{line.Kind}'."),
            };
            _export.AppendData(text);
            _export.AppendData("\n"u8);
            return fault;
        }

        /// <summary>The export has no more lines.</summary>
        public AuditFault? Ended(string? published) =>
            !_ended ? Wrong(_line + 1, null, "The export breaks off: its end line is missing.")
            : published is not null && published != _head ? Wrong(_line, null, $"The log ends in {_head}, and what was noted of it is {published}: it is another log.")
            : null;

        public AuditFault Wrong(string why) => Wrong(_line + 1, null, why);

        public AuditReport Report(AuditFault? fault) => new(_header?.Auction, _events, _attempts, _head, fault is null ? _recount.Outcome(_header!.Value.Currency!, _header.Value.Decimals!.Value) : "", fault);

        private AuditFault? Header(ExportLine line)
        {
            if (line.Version != Version) return Wrong(1, null, $"The export has format {line.Version}; this house reads {Version}.");
            if (line.Auction is null || line.Currency is null || line.Decimals is not (>= 0 and <= 18) || line.ExportedAt is null || line.Events is null || line.Head is null)
                return Wrong(1, null, "The header is not whole.");
            _header = line;
            return null;
        }

        private AuditFault? Event(ExportLine line)
        {
            var expected = _events + 1;
            if (line.Sequence is not { } sequence || line.Body.IsEmpty || line.Hash is null || line.Previous is null) return Wrong(_line, line.Sequence, "The line is not whole.");
            if (sequence != expected)
                return Wrong(_line, sequence, sequence > expected ? $"Event {expected} is missing or comes later." : $"Event {sequence} comes again, where event {expected} should be.");
            if (line.Previous != _chain) return Wrong(_line, sequence, "Its hash of the event before is not that event's.");
            _chain = HashChain.After(_chain, line.Body.Span);
            if (line.Hash != _chain) return Wrong(_line, sequence, "Its hash does not fit its content: one of the two was changed.");
            if (line.Intact == false) return Wrong(_line, sequence, "The hash that the house stored with this commit is another: the log was changed in the store.");
            AuctionEvent happened;
            try
            {
                happened = AuctionEventJson.Read(line.Body.Span);
                if (happened.Sequence != sequence) return Wrong(_line, sequence, $"The event itself says that it is number {happened.Sequence}.");
                _auction = Auction.Apply(_auction, _header!.Value.Auction!, happened);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
            {
                return Wrong(_line, sequence, $"It is no event that can stand here: {e.Message}");
            }
            (_events, _head) = (sequence, _chain);
            return _recount.Take(happened) is { } why ? Wrong(_line, sequence, why) : null;
        }

        private AuditFault? Attempt(ExportLine line)
        {
            if (line.Body.IsEmpty || line.Hash is null) return Wrong(_line, null, "The line is not whole.");
            _chain = HashChain.After(_chain, line.Body.Span);
            if (line.Hash != _chain) return Wrong(_line, null, "Its hash does not fit it and the line before: it was changed, or one before it is missing, moved or there twice.");
            _attempts++;
            return null;
        }

        private AuditFault? End(ExportLine line)
        {
            _ended = true;
            var header = _header!.Value;
            if (line.Events != _events) return Wrong(_line, null, $"The export ends with {line.Events} events, and {_events} are there.");
            if (line.Attempts != _attempts) return Wrong(_line, null, $"The export ends with {line.Attempts} refused bids, and {_attempts} are there.");
            if (line.Head != _head) return Wrong(_line, null, "The end line names another last hash than the events make.");
            var whole = line.Export == Convert.ToHexStringLower(_export.GetCurrentHash());
            // Who says otherwise than the events and the end line agree on, is wrong; the hash over all lines says who of the two that differ was changed.
            if (header.Events != _events || header.Head != _head) return Wrong(1, null, "The header announces another last event than the log has.");
            if (header.Auction != line.Auction || header.ExportedAt != line.ExportedAt) return Wrong(whole ? _line : 1, null, "The header and the end line are not of the same export.");
            if (_auction is { Settings.Currency: { } currency } && (header.Currency, header.Decimals) != (currency.Code, (int)currency.Decimals)) return Wrong(1, null, "The header names another currency than the auction's.");
            if (!whole) return Wrong(_line, null, "The end line's hash over all lines is not theirs.");
            return _auction is null ? Wrong(_line, null, "There is no event in it.") : _recount.End() is { } why ? Wrong(_line, null, why) : null;
        }

        private static AuditFault Wrong(long line, long? sequence, string why) => new(line, sequence, why);

        public void Dispose() => _export.Dispose();
    }
}
