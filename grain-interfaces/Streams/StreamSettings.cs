using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Streams;

/// <summary>What a stream is called, what it follows and who may see it.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-settings")]
public sealed record StreamSettings
{
    /// <summary>What its admins and, where it is public, viewers read: 1 to 200 characters.</summary>
    [Id(0)] public required string Title { get; init; }

    /// <summary>The auction that it shows; null where it shows none, or a sale's. Never together with <see cref="SaleId"/>.</summary>
    [Id(1)] public string? AuctionId { get; init; }

    /// <summary>The sale whose current lot it shows; null where it shows none, or one auction.</summary>
    [Id(2)] public string? SaleId { get; init; }

    /// <summary>Its looks, unless the viewer asks for others.</summary>
    [Id(3)] public Theme Theme { get; init; } = Theme.Gallery;

    /// <summary>Who may watch it.</summary>
    [Id(4)] public Access Access { get; init; } = Access.Public;
}

/// <summary>The character of an overlay.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Theme>))]
public enum Theme
{
    /// <summary>Heavy paper beside a black board.</summary>
    [JsonStringEnumMemberName("gallery")] Gallery = 1,

    /// <summary>For a stream that is dark anyway.</summary>
    [JsonStringEnumMemberName("neon")] Neon = 2,

    /// <summary>As little as reads over any picture.</summary>
    [JsonStringEnumMemberName("minimal")] Minimal = 3,
}

/// <summary>Who may watch a stream.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Access>))]
public enum Access
{
    /// <summary>Anybody who has its address.</summary>
    [JsonStringEnumMemberName("public")] Public = 1,

    /// <summary>Who has its overlay token, and its admins.</summary>
    [JsonStringEnumMemberName("token")] Token = 2,
}

/// <summary>Whether a stream is on air.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StreamStatus>))]
public enum StreamStatus
{
    /// <summary>Its overlays are empty.</summary>
    [JsonStringEnumMemberName("offline")] Offline = 1,

    /// <summary>Its overlays show the programme.</summary>
    [JsonStringEnumMemberName("live")] Live = 2,
}
