using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>
/// Writes an export of an auction's log, line by line: a header, the events with their chain, the refused bids with theirs, and an end line, without which
/// the export is not whole. Each line is a JSON object. The command <c>verify</c> of the all-in-one host checks it.
/// </summary>
/// <param name="body">Where it goes.</param>
/// <param name="id">The auction.</param>
/// <param name="head">Where the log ends for this export.</param>
internal sealed class AuditExport(PipeWriter body, string id, LogHead head) : IDisposable
{
    private readonly IncrementalHash _all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private string _chain = HashChain.Start;
    private long _events;
    private long _attempts;

    /// <summary>What the export is of.</summary>
    public void Header() => Line(json =>
    {
        json.WriteString("kind"u8, "header"u8);
        json.WriteNumber("version"u8, ExportChain.Version);
        json.WriteString("auction"u8, id);
        json.WriteString("currency"u8, head.Currency.Code);
        json.WriteNumber("decimals"u8, head.Currency.Decimals);
        json.WriteString("exportedAt"u8, StrictJson.Write(head.At));
        json.WriteNumber("events"u8, head.Sequence);
        json.WriteString("head"u8, head.Hash);
    });

    /// <summary>An event as it is stored, with the chain value before it and after it.</summary>
    public void Event(AuditEntry entry)
    {
        Line(json =>
        {
            json.WriteString("kind"u8, "event"u8);
            json.WriteNumber("sequence"u8, entry.Sequence);
            json.WritePropertyName("event"u8);
            json.WriteRawValue(entry.Json, skipInputValidation: true);
            json.WriteString("previous"u8, _chain);
            json.WriteString("hash"u8, entry.Hash);
            if (entry.Intact is { } intact) json.WriteBoolean("intact"u8, intact);
        });
        (_chain, _events) = (entry.Hash, _events + 1);
    }

    /// <summary>A refused bid as it is stored. Its hash goes on from the line before: the store does not chain them, so this one shows changes to the export only.</summary>
    public void Attempt(string stored)
    {
        _chain = HashChain.After(_chain, Encoding.UTF8.GetBytes(stored));
        _attempts++;
        Line(json =>
        {
            json.WriteString("kind"u8, "attempt"u8);
            json.WritePropertyName("attempt"u8);
            json.WriteRawValue(stored, skipInputValidation: true);
            json.WriteString("hash"u8, _chain);
        });
    }

    /// <summary>The end, with the hash over all lines before it.</summary>
    public void End() => Line(json =>
    {
        json.WriteString("kind"u8, "end"u8);
        json.WriteString("auction"u8, id);
        json.WriteString("exportedAt"u8, StrictJson.Write(head.At));
        json.WriteNumber("events"u8, _events);
        json.WriteNumber("attempts"u8, _attempts);
        json.WriteString("head"u8, head.Hash);
        json.WriteString("export"u8, Convert.ToHexStringLower(_all.GetCurrentHash()));
    });

    /// <inheritdoc/>
    public void Dispose() => _all.Dispose();

    private void Line(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        _line.Write("\n"u8);
        _all.AppendData(_line.WrittenSpan);
        body.Write(_line.WrittenSpan);
    }
}
