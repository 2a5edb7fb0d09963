using System.Globalization;
using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Auctions;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>
/// Reads what is written in the form into the request that it means. It only finds what is no number, no duration or no instant at all; the rules are the
/// house's to say.
/// </summary>
/// <param name="draft">What is written.</param>
/// <param name="errors">Hears what cannot be read.</param>
/// <param name="time">The browser's zone.</param>
internal sealed class DraftReading(AuctionDraft draft, FormErrors errors, LocalTime time)
{
    private const string NoNumber = "This is a whole number.";

    private bool _failed;

    /// <summary>The request; null where something cannot be read.</summary>
    public CreateAuctionRequest? Read()
    {
        var (english, dutch) = (draft.Format == "english", draft.Format == "dutch");
        var closesByInstant = draft.Closing == "instant";
        var request = new CreateAuctionRequest
        {
            Id = Given(draft.Id),
            Format = draft.Format,
            Title = draft.Title.Trim(),
            Lot = new PublicLot(
                draft.LotName.Trim(), Given(draft.Description), Given(draft.Image),
                draft.HasToken ? new PublicToken(Whole("lot.token.chainId", draft.ChainId), draft.Contract.Trim(), draft.TokenId.Trim()) : null,
                [.. draft.Attributes.Where(a => a.One.Length + a.Other.Length > 0).Select(a => new PublicAttribute(a.One.Trim(), a.Other.Trim()))]),
            Currency = draft.Currency,
            OpeningBid = dutch ? null : Given(draft.OpeningBid),
            Reserve = Given(draft.Reserve),
            BuyNow = english ? Given(draft.BuyNow) : null,
            Increments = english ? Steps() : null,
            OpensAt = Instant("opensAt", draft.OpensAt),
            ClosesAt = closesByInstant ? Instant("closesAt", draft.ClosesAt, "Say when it closes.") : null,
            Duration = draft.Closing == "duration" ? Span("duration", draft.Duration) : null,
            StartsOnFirstBid = english && draft.StartsOnFirstBid,
            Extension = english && draft.Extends ? new PublicExtension(Span("extension.window", draft.Window), Span("extension.by", draft.By), Given(draft.Maximum) is { } most ? Count("extension.maximum", most) : null) : null,
            Bidders = draft.Bidders,
            SaleId = Given(draft.SaleId),
            Dutch = dutch ? new PublicDutch(draft.StartPrice.Trim(), draft.FloorPrice.Trim(), draft.Step.Trim(), Span("dutch.every", draft.Every)) : null,
            Quantity = dutch ? Count("quantity", draft.Quantity) : 1,
        };
        return _failed ? null : request;
    }

    private PublicIncrements Steps() => draft.Steps switch
    {
        "fixed" => new PublicIncrements(Fixed: draft.FixedStep.Trim()),
        "table" => new PublicIncrements(Table: [.. draft.Table.Select(r => new PublicStep(r.One.Trim(), r.Other.Trim()))]),
        "preset" => new PublicIncrements(Preset: draft.Preset),
        _ => new PublicIncrements(BasisPoints: Count("increments.basisPoints", draft.BasisPoints)),
    };

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private int Count(string field, string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Wrong<int>(field, NoNumber);

    private long Whole(string field, string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Wrong<long>(field, NoNumber);

    private TimeSpan Span(string field, string text) => Spans.TryRead(text, out var span) ? span : Wrong<TimeSpan>(field, Spans.Wrong);

    // A browser leaves the seconds out where they are zero.
    private DateTimeOffset? Instant(string field, string text, string? needed = null) =>
        string.IsNullOrWhiteSpace(text) ? needed is null ? null : Wrong<DateTimeOffset?>(field, needed)
        : DateTime.TryParseExact(text, [AuctionDraft.Instants, "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? time.InstantOf(local)
        : Wrong<DateTimeOffset?>(field, "This is no date with a time of day.");

    private T? Wrong<T>(string field, string words)
    {
        errors.Add(field, words);
        _failed = true;
        return default;
    }
}
