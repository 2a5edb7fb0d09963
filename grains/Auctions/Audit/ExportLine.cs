using System.Text.Json;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>One line of an export, taken apart. The event or attempt is kept as the bytes that stand there: they are what the chain is over.</summary>
internal readonly struct ExportLine
{
    public string? Kind { get; private init; }
    public long? Sequence { get; private init; }
    public ReadOnlyMemory<byte> Body { get; private init; }
    public string? Previous { get; private init; }
    public string? Hash { get; private init; }
    public bool? Intact { get; private init; }
    public int? Version { get; private init; }
    public string? Auction { get; private init; }
    public string? Currency { get; private init; }
    public int? Decimals { get; private init; }
    public string? ExportedAt { get; private init; }
    public long? Events { get; private init; }
    public long? Attempts { get; private init; }
    public string? Head { get; private init; }
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
