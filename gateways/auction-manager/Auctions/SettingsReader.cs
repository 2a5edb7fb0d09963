using System.Globalization;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>Turns a create request into settings, and says of every field what is wrong with it.</summary>
internal sealed class SettingsReader
{
    /// <summary>What a change replaces as a whole: the forms of increments exclude each other, so that a new one takes the place of the old.</summary>
    public static readonly string[] Whole = ["increments"];

    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(366);
    private static readonly TimeSpan ShortestFall = TimeSpan.FromMilliseconds(100); // faster, and what a bidder sees is never what they take
    private static readonly TimeSpan LongestExtension = TimeSpan.FromDays(1);

    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>What is wrong, by field; empty where all is well.</summary>
    public IDictionary<string, string[]> Errors => _errors;

    /// <summary>The settings; null where something is wrong.</summary>
    public AuctionSettings? Read(CreateAuctionRequest request)
    {
        if (request.Id is not null && !ResourceId.IsValid(request.Id)) Wrong("id", ResourceId.Form);
        var format = PublicFormat.Find(request.Format);
        if (format is null) Wrong("format", "The format is english, dutch, sealed-first-price or sealed-second-price.");
        if (request.Bidders is not ("anyone" or "approved")) Wrong("bidders", "Who may bid is anyone or approved.");
        if (request.SaleId is not null && !ResourceId.IsValid(request.SaleId)) Wrong("saleId", ResourceId.Form);
        Text("title", request.Title, 200);
        if (Currency.Find(request.Currency) is not { } currency)
        {
            Wrong("currency", $"The house takes {string.Join(", ", Currency.Known)}.");
            return null;
        }
        var english = format is AuctionFormat.English;
        var opening = format is AuctionFormat.Dutch ? default : Money("openingBid", request.OpeningBid, currency);
        var reserve = request.Reserve is null ? (Amount?)null : Money("reserve", request.Reserve, currency);
        var buyNow = request.BuyNow is null ? (Amount?)null : Money("buyNow", request.BuyNow, currency);
        var increments = english ? Steps(request.Increments, currency) : new Increments.FixedStep(new Amount(1));
        var dutch = format is AuctionFormat.Dutch ? DutchOf(request.Dutch, currency) : null;
        Only(english, "increments", request.Increments, "an English auction");
        Only(english, "buyNow", request.BuyNow, "an English auction");
        Only(english, "extension", request.Extension, "an English auction");
        Only(format is AuctionFormat.Dutch, "dutch", request.Dutch, "a Dutch auction");
        Only(format is not AuctionFormat.Dutch, "openingBid", request.OpeningBid, "an English or sealed auction");
        if (english && buyNow <= opening) Wrong("buyNow", "The buy-now price is above the opening bid.");
        if (dutch?.StartPrice < reserve) Wrong("reserve", "The reserve is not above the clock's start price.");
        if (buyNow < reserve) Wrong("buyNow", "The buy-now price is not below the reserve.");
        if (request.StartsOnFirstBid && !english) Wrong("startsOnFirstBid", "A clock that starts with the first bid belongs to an English auction.");
        if (request.Quantity is < 1 or > 1_000) Wrong("quantity", "A quantity is 1 to 1,000.");
        else if (request.Quantity > 1 && format is not AuctionFormat.Dutch) Wrong("quantity", "An edition of more than one is sold in a Dutch auction.");
        var lot = LotOf(request.Lot);
        Clock(request);
        return _errors.Count > 0 ? null : new AuctionSettings
        {
            Title = request.Title,
            Lot = lot,
            Currency = currency,
            OpeningBid = dutch?.FloorPrice ?? opening,
            Reserve = reserve,
            Increments = increments!,
            OpensAt = request.OpensAt,
            ClosesAt = request.ClosesAt,
            Duration = request.Duration,
            StartsOnFirstBid = request.StartsOnFirstBid,
            Extension = request.Extension is { } e ? new SoftClose(e.Window, e.By, e.Maximum) : null,
            SaleId = request.SaleId,
            Format = format!.Value,
            Dutch = dutch,
            Quantity = request.Quantity,
            BuyNow = buyNow,
            Admission = request.Bidders == "approved" ? Admission.Approved : Admission.Anyone,
        };
    }

    private void Only(bool fits, string field, object? given, string where)
    {
        if (!fits && given is not null) Wrong(field, $"This belongs to {where}.");
    }

    private DutchClock? DutchOf(PublicDutch? given, Currency currency)
    {
        if (given is null)
        {
            Wrong("dutch", "A Dutch auction needs its clock: startPrice, floorPrice, step and every.");
            return null;
        }
        var clock = new DutchClock(
            Money("dutch.startPrice", given.StartPrice, currency), Money("dutch.floorPrice", given.FloorPrice, currency), Money("dutch.step", given.Step, currency), given.Every);
        if (clock.StartPrice > Amount.Zero && clock.FloorPrice > clock.StartPrice) Wrong("dutch.floorPrice", "The floor is not above the start.");
        if (given.Every < ShortestFall || given.Every > LongestExtension) Wrong("dutch.every", "The clock falls after a tenth of a second at the least and a day at most.");
        return clock;
    }

    private void Clock(CreateAuctionRequest request)
    {
        if (request.Duration is { } duration && (duration <= TimeSpan.Zero || duration > LongestRun)) Wrong("duration", "A duration is more than zero and at most 366 days.");
        if (request.Duration is not null && request.ClosesAt is not null) Wrong("closesAt", "Give a closing time or a duration, not both.");
        if (request.ClosesAt <= request.OpensAt) Wrong("closesAt", "It would close before it opens.");
        if (request.StartsOnFirstBid && request.Duration is null) Wrong("duration", "A clock that starts with the first bid needs a duration.");
        if (request.Extension is not { } e) return;
        if (e.Window <= TimeSpan.Zero || e.Window > LongestExtension) Wrong("extension.window", "A window is more than zero and at most a day.");
        if (e.By <= TimeSpan.Zero || e.By > LongestExtension) Wrong("extension.by", "An extension is more than zero and at most a day.");
        if (e.Maximum is < 1 or > 10_000) Wrong("extension.maximum", "A maximum is 1 to 10,000; null is without limit.");
    }

    private Increments? Steps(PublicIncrements? given, Currency currency)
    {
        switch (given)
        {
            case { Preset: { } name }:
                if (IncrementPresets.Find(name, currency, out var why) is not { } preset)
                {
                    Wrong("increments.preset", why);
                    return null;
                }
                if (!IsNoMoreThan(given, PublicIncrements.Of(preset, currency))) Wrong("increments", "A preset stands alone: it says what the steps are.");
                return preset;
            case { BasisPoints: { } points, Fixed: null, Table: null }:
                if (points is < 1 or > 1_000_000) Wrong("increments.basisPoints", "Basis points are 1 to 1,000,000.");
                return new Increments.BasisPoints(points);
            case { BasisPoints: null, Fixed: { } step, Table: null }:
                return new Increments.FixedStep(Money("increments.fixed", step, currency));
            case { BasisPoints: null, Fixed: null, Table: { Length: >= 1 and <= 100 } table }:
                var rows = new StepRow[table.Length];
                for (var i = 0; i < rows.Length; i++)
                {
                    if (table[i] is null)
                    {
                        Wrong("increments.table", "A row is an object.");
                        return null;
                    }
                    var at = string.Create(CultureInfo.InvariantCulture, $"increments.table[{i}]");
                    rows[i] = new StepRow(Money($"{at}.from", table[i].From, currency, zero: true), Money($"{at}.step", table[i].Step, currency));
                    if (i == 0 ? rows[0].From != Amount.Zero : rows[i].From <= rows[i - 1].From) Wrong($"{at}.from", "A table begins at 0 and rises.");
                }
                return new Increments.StepTable(rows);
            default:
                Wrong("increments", "Give exactly one of basisPoints, fixed, preset, and a table of 1 to 100 rows.");
                return null;
        }
    }

    // A view names what its preset stands for: read back, it says the same twice.
    private static bool IsNoMoreThan(PublicIncrements given, PublicIncrements preset) =>
        given.Fixed is null && (given.BasisPoints is null || given.BasisPoints == preset.BasisPoints) && (given.Table is null || given.Table.AsSpan().SequenceEqual(preset.Table));

    private Lot LotOf(PublicLot lot)
    {
        Text("lot.name", lot.Name, 200);
        if (lot.Description?.Length > 4_000) Wrong("lot.description", "A description has 4,000 characters at most.");
        if (lot.Image is { } image && !(image.Length <= 2_000 && Uri.TryCreate(image, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            Wrong("lot.image", "An image is an http or https address of 2,000 characters at most.");
        if (lot.Token is { } token)
        {
            if (token.ChainId < 1) Wrong("lot.token.chainId", "A chain id is 1 or more.");
            Text("lot.token.contract", token.Contract, 100);
            if (token.TokenId.Length is 0 or > 78 || !token.TokenId.All(char.IsAsciiDigit)) Wrong("lot.token.tokenId", "A token id has 1 to 78 decimal digits.");
        }
        if (lot.Attributes?.Length > 100) Wrong("lot.attributes", "A lot has 100 attributes at most.");
        foreach (var attribute in lot.Attributes ?? [])
            if (attribute is null) Wrong("lot.attributes", "An attribute is an object.");
            else if (attribute.TraitType.Length > 200 || attribute.Value.Length > 1_000) Wrong("lot.attributes", "A trait type has 200 characters at most, a value 1,000.");
        return new Lot(
            lot.Name, lot.Description, lot.Image, lot.Token is { } t ? new Token(t.ChainId, t.Contract, t.TokenId) : null,
            [.. (lot.Attributes ?? []).Where(a => a is not null).Select(a => new LotAttribute(a.TraitType, a.Value))]);
    }

    private Amount Money(string field, string? text, Currency currency, bool zero = false)
    {
        if (StatedAmount.TryParse(text, out var stated) && currency.TryExact(stated, out var amount) && (zero || amount > Amount.Zero)) return amount;
        Wrong(field, $"An amount is a decimal string {(zero ? "of zero or more" : "of more than zero")} with at most {currency.Decimals} decimals ({currency.Code}).");
        return default;
    }

    private void Text(string field, string text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl)) Wrong(field, $"This has 1 to {longest} characters and no control characters.");
    }

    private void Wrong(string field, string why) => _errors.TryAdd(field, [why]);
}
