using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Auctions;
using static System.Globalization.CultureInfo;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>An auction as it is being written: what stands in the form's fields, whether or not it makes sense yet.</summary>
internal sealed class AuctionDraft
{
    /// <summary>How the fields of instants write them: local to the browser.</summary>
    public const string Instants = "yyyy-MM-dd'T'HH:mm:ss";

    public string Id { get; set; } = "";
    public string Format { get; set; } = "english";
    public string Title { get; set; } = "";
    public string LotName { get; set; } = "";
    public string Description { get; set; } = "";
    public string Image { get; set; } = "";
    public bool HasToken { get; set; }
    public string ChainId { get; set; } = "1";
    public string Contract { get; set; } = "";
    public string TokenId { get; set; } = "";
    public List<Pair> Attributes { get; set; } = [];
    public string Currency { get; set; } = "ETH";
    public string OpeningBid { get; set; } = "";
    public string Reserve { get; set; } = "";
    public string BuyNow { get; set; } = "";
    public string Steps { get; set; } = "basisPoints";
    public string BasisPoints { get; set; } = "1000";
    public string FixedStep { get; set; } = "";
    public string Preset { get; set; } = "online";
    public List<Pair> Table { get; set; } = [new() { One = "0" }];
    public string OpensAt { get; set; } = "";
    public string Closing { get; set; } = "duration";
    public string ClosesAt { get; set; } = "";
    public string Duration { get; set; } = "10 min";
    public bool StartsOnFirstBid { get; set; }
    public bool Extends { get; set; } = true;
    public string Window { get; set; } = "1 min";
    public string By { get; set; } = "1 min";
    public string Maximum { get; set; } = "";
    public string Bidders { get; set; } = "anyone";
    public string Quantity { get; set; } = "1";
    public string StartPrice { get; set; } = "";
    public string FloorPrice { get; set; } = "";
    public string Step { get; set; } = "";
    public string Every { get; set; } = "30 s";
    public string SaleId { get; set; } = "";

    /// <summary>Two texts that belong together: a trait and its value, a price and the step from there on.</summary>
    public sealed class Pair
    {
        public string One { get; set; } = "";
        public string Other { get; set; } = "";
    }

    /// <summary>Whether it is of one of the sealed formats.</summary>
    public bool IsSealed() => Format is "sealed-first-price" or "sealed-second-price";

    /// <summary>Writes a request into the fields.</summary>
    /// <param name="request">The request.</param>
    /// <param name="time">The browser's zone.</param>
    public static AuctionDraft Of(CreateAuctionRequest request, LocalTime time)
    {
        var (lot, steps) = (request.Lot, request.Increments);
        var draft = new AuctionDraft
        {
            Id = request.Id ?? "",
            Format = request.Format,
            Title = request.Title,
            LotName = lot.Name,
            Description = lot.Description ?? "",
            Image = lot.Image ?? "",
            HasToken = lot.Token is not null,
            Attributes = [.. (lot.Attributes ?? []).Select(a => new Pair { One = a.TraitType, Other = a.Value })],
            Currency = request.Currency,
            OpeningBid = request.OpeningBid ?? "",
            Reserve = request.Reserve ?? "",
            BuyNow = request.BuyNow ?? "",
            OpensAt = Text(request.OpensAt, time),
            ClosesAt = Text(request.ClosesAt, time),
            Closing = request.Duration is not null ? "duration" : request.ClosesAt is not null ? "instant" : "hand",
            Duration = request.Duration is { } duration ? Spans.Write(duration) : "",
            StartsOnFirstBid = request.StartsOnFirstBid,
            Extends = request.Extension is not null,
            Bidders = request.Bidders,
            Quantity = request.Quantity.ToString(InvariantCulture),
            SaleId = request.SaleId ?? "",
        };
        if (lot.Token is { } token) (draft.ChainId, draft.Contract, draft.TokenId) = (token.ChainId.ToString(InvariantCulture), token.Contract, token.TokenId);
        if (request.Extension is { } e) (draft.Window, draft.By, draft.Maximum) = (Spans.Write(e.Window), Spans.Write(e.By), e.Maximum?.ToString(InvariantCulture) ?? "");
        if (request.Dutch is { } clock) (draft.StartPrice, draft.FloorPrice, draft.Step, draft.Every) = (clock.StartPrice, clock.FloorPrice, clock.Step, Spans.Write(clock.Every));
        draft.Take(steps);
        return draft;
    }

    private void Take(PublicIncrements? steps)
    {
        switch (steps)
        {
            case { Preset: { } preset }:
                (Steps, Preset) = ("preset", preset);
                break;
            case { BasisPoints: { } points }:
                (Steps, BasisPoints) = ("basisPoints", points.ToString(InvariantCulture));
                break;
            case { Fixed: { } step }:
                (Steps, FixedStep) = ("fixed", step);
                break;
            case { Table: { } table }:
                (Steps, Table) = ("table", [.. table.Select(r => new Pair { One = r.From, Other = r.Step })]);
                break;
        }
    }

    private static string Text(DateTimeOffset? instant, LocalTime time) => instant is { } at ? time.Local(at).ToString(Instants, InvariantCulture) : "";
}
