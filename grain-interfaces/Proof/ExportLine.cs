using System.Text.Json;

namespace Sothebais.GrainInterfaces.Proof;

/// <summary>One line of an export, taken apart. The event or attempt is kept as the bytes that stand there: they are what the chain is over.</summary>
public readonly struct ExportLine
{
    /// <summary>What the line is: header, event, attempt or end.</summary>
    public string? Kind { get; private init; }
    /// <summary>An event's place in the log.</summary>
    public long? Sequence { get; private init; }
    /// <summary>The event or attempt, as the bytes that stand there.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }
    /// <summary>The chain value before an event.</summary>
    public string? Previous { get; private init; }
    /// <summary>The chain value after an event or attempt.</summary>
    public string? Hash { get; private init; }
    /// <summary>At the end of a commit: whether the hash stored with it is this one.</summary>
    public bool? Intact { get; private init; }
    /// <summary>The version of the format.</summary>
    public int? Version { get; private init; }
    /// <summary>The auction's id.</summary>
    public string? Auction { get; private init; }
    /// <summary>The currency's code.</summary>
    public string? Currency { get; private init; }
    /// <summary>How many decimals one unit of it has.</summary>
    public int? Decimals { get; private init; }
    /// <summary>When it was exported.</summary>
    public string? ExportedAt { get; private init; }
    /// <summary>How many events there are.</summary>
    public long? Events { get; private init; }
    /// <summary>How many refused bids there are.</summary>
    public long? Attempts { get; private init; }
    /// <summary>The chain value after the last event.</summary>
    public string? Head { get; private init; }
    /// <summary>The hash over all lines before.</summary>
    public string? Export { get; private init; }

    /// <summary>Takes a line apart.</summary>
    /// <exception cref="JsonException">It is no line of an export.</exception>
    public static ExportLine Read(ReadOnlyMemory<byte> line)
    {
        var read = default(ExportLine);
        var json = new Utf8JsonReader(line.Span, new JsonReaderOptions { MaxDepth = 32 });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException("It is not a JSON object.");
        var seen = new HashSet<string>();
        try
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                if (!seen.Add(name)) throw new JsonException($"The field {name} comes twice.");
                json.Read();
                read = name switch
                {
                    "kind" => read with { Kind = json.GetString() },
                    "sequence" => read with { Sequence = json.GetInt64() },
                    "event" or "attempt" => read with { Body = Skip(ref json, line) },
                    "previous" => read with { Previous = json.GetString() },
                    "hash" => read with { Hash = json.GetString() },
                    "intact" => read with { Intact = json.GetBoolean() },
                    "version" => read with { Version = json.GetInt32() },
                    "auction" => read with { Auction = json.GetString() },
                    "currency" => read with { Currency = json.GetString() },
                    "decimals" => read with { Decimals = json.GetInt32() },
                    "exportedAt" => read with { ExportedAt = json.GetString() },
                    "events" => read with { Events = json.GetInt64() },
                    "attempts" => read with { Attempts = json.GetInt64() },
                    "head" => read with { Head = json.GetString() },
                    "export" => read with { Export = json.GetString() },
                    _ => throw new JsonException($"There is no field {name} in an export."),
                };
            }
            return json.TokenType == JsonTokenType.EndObject && !json.Read() ? read : throw new JsonException("It is more than one JSON object.");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("A field holds a value of another type.", e);
        }
    }

    private static ReadOnlyMemory<byte> Skip(ref Utf8JsonReader json, ReadOnlyMemory<byte> line)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return line[start..(int)json.BytesConsumed];
    }
}
