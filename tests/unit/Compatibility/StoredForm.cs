using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.DeadLetters;
using Sothebais.Grains.Activity;
using Sothebais.Grains.Auctions.Attempts;
using Sothebais.Grains.Bidders;
using Sothebais.Grains.DeadLetters;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Sales;
using Sothebais.Grains.Streams;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>A form of JSON that stands in Redis, and how this house reads and writes it.</summary>
/// <param name="Name">Its golden file.</param>
/// <param name="Base">What it is, or the base class of all that it is.</param>
/// <param name="Read">Reads it.</param>
/// <param name="Write">Writes it.</param>
internal sealed record StoredForm(string Name, Type Base, Func<byte[], object> Read, Func<object, byte[]> Write)
{
    /// <summary>All of them, and the parts of them that are told apart by a word.</summary>
    public static readonly StoredForm[] All =
    [
        new("auction-events", typeof(AuctionEvent), json => AuctionEventJson.Read(json), value => AuctionEventJson.Write((AuctionEvent)value)),
        By("sale-events", SaleEventJson.Default.SaleEvent),
        By("bidder-events", BidderEventJson.Default.BidderEvent),
        By("stream-events", StreamEventJson.Default.StreamEvent),
        By("increments", (JsonTypeInfo<Increments>)AuctionEventJson.Default.GetTypeInfo(typeof(Increments))!),
        By("attempts", AttemptJson.Default.Attempt),
        new("acts", typeof(Act), json => ActJson.Read("", json), value => ActJson.Write((Act)value with { Id = "" })), // its id is where it is kept
        new("dead-letters", typeof(DeadLetter), json => DeadLetterJson.Read(json), value => DeadLetterJson.Write((DeadLetter)value)),
    ];

    /// <summary>The form's name is also how a test shows it.</summary>
    public override string ToString() => Name;

    /// <summary>The field that says of which kind a line is; null where all are of one.</summary>
    public string? Discriminator => Base.GetCustomAttributes(typeof(JsonPolymorphicAttribute), false) is [JsonPolymorphicAttribute told] ? told.TypeDiscriminatorPropertyName : null;

    /// <summary>Each kind with its word; null for the only one.</summary>
    public IEnumerable<(Type Type, string? Word)> OfKinds =>
        Discriminator is null ? [(Base, null)] : Base.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>().Select(d => (d.DerivedType, (string?)d.TypeDiscriminator));

    private static StoredForm By<T>(string name, JsonTypeInfo<T> info) where T : class =>
        new(name, typeof(T), json => JsonSerializer.Deserialize(json, info)!, value => JsonSerializer.SerializeToUtf8Bytes((T)value, info));
}
