using System.Globalization;
using System.Text.Json;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>What happened: the bids, the public events, the refused bids, and the whole log for the audit.</summary>
internal static class HistoryEndpoints
{
    private const int AuditPage = 1_000;
    private const int MostAttempts = 2_000_000; // the house keeps a million at most, and more may come meanwhile

    public static void MapHistory(this IEndpointRouteBuilder routes)
    {
        var auction = routes.MapGroup("/auctions/{id}").WithTags("History");
        auction.MapGet("/bids", Bids).WithName("ListBids").AllowAnonymous().Produces<BidList>().ProducesProblem(400).ProducesProblem(404);
        auction.MapGet("/events", Events).WithName("ListEvents").AllowAnonymous().Produces(200, contentType: "application/json").ProducesProblem(400).ProducesProblem(404);
        auction.MapGet("/attempts", Attempts).WithName("ListAttempts").RequireAuthorization(Policies.Administer).Produces(200, contentType: "application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        auction.MapGet("/audit", Audit).WithName("AuditAuction").RequireAuthorization(Policies.Administer).Produces(200, contentType: "application/x-ndjson").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> Bids(string id, IGrainFactory grains, string? q = null, int limit = 50, string? cursor = null)
    {
        if (!Paging.TryRead(limit, cursor, out var place, out var problem)) return Problem.Result(problem);
        if (place is not null && !long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return Problem.Result(Paging.BadCursor());
        if (!Searching.TryRead(q, out var letters, out problem)) return Problem.Result(problem);
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).View()) is null) return Problem.Result(Answers.NotFound());
        async Task<(IReadOnlyList<PublicBid> Items, string? Next)> Page(string? from, int most)
        {
            var after = from is null ? 0 : long.Parse(from, CultureInfo.InvariantCulture);
            var page = (await HouseCalls.Retry(() => grains.GetGrain<IAuctionHistoryGrain>(id).Bids(after, most)))!;
            return (Array.ConvertAll(page.Bids, b => PublicBid.Of(id, page, b)), page.More ? PlaceOf(page.Bids[^1].Placed.Sequence) : null);
        }
        var (bids, next) = letters is null
            ? await Page(place, limit)
            : await Searching.Page(Page, b => Searching.Matches(letters, b.BidId, b.BidderId, b.Name, b.Paddle?.ToString(CultureInfo.InvariantCulture)), b => PlaceOf(b.Sequence), place, limit);
        return TypedResults.Ok(new BidList([.. bids], Paging.Cursor(next)));
    }

    private static string PlaceOf(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    private static async Task Events(string id, HttpContext http, IGrainFactory grains, long after = 0, int limit = 50)
    {
        if (limit is < 1 or > Paging.Most || after < 0)
        {
            await Problem.Write(http, Problem.Of(400, "bad-request", "The request is malformed.", $"A limit is 1 to {Paging.Most}, after 0 or more."));
            return;
        }
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(() => grains.GetGrain<IAuctionHistoryGrain>(id).Read(after, limit)) is not { } page)
        {
            await Problem.Write(http, Answers.NotFound());
            return;
        }
        http.Response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        for (var i = 0; i < page.Events.Length; i++)
        {
            var happened = page.Events[i];
            json.WriteStartObject();
            json.WriteString("id"u8, AuctionEventId.Of(id, happened.Sequence));
            json.WriteNumber("sequence"u8, happened.Sequence);
            json.WriteString("at"u8, StrictJson.Write(happened.At));
            json.WritePropertyName("event"u8);
            PublicEvent.Write(json, id, page.Currency, happened);
            if (page.Hashes?[i] is { } hash) json.WriteString("hash"u8, hash);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        // The log goes on for as long as the auction does: where a page is full, its last sequence is where to go on.
        if (page.Events.Length == limit) json.WriteString("nextCursor"u8, page.Events[^1].Sequence.ToString(CultureInfo.InvariantCulture));
        else json.WriteNull("nextCursor"u8);
        json.WriteEndObject();
    }

    private static async Task Audit(string id, HttpContext http, IGrainFactory grains)
    {
        var log = grains.GetGrain<IAuctionHistoryGrain>(id);
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(log.Head) is not { } head)
        {
            await Problem.Write(http, Answers.NotFound());
            return;
        }
        if (await IsShut(id, http, grains)) return;
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var body = http.Response.BodyWriter;
        using var export = new AuditExport(body, id, head);
        export.Header();
        var (after, hash) = (0L, "");
        while (after < head.Sequence && await HouseCalls.Retry(() => log.Audit(after, hash, AuditPage)) is { Length: > 0 } page)
        {
            foreach (var entry in page)
                if (entry.Sequence <= head.Sequence) export.Event(entry);
            await body.FlushAsync(http.RequestAborted);
            (after, hash) = (page[^1].Sequence, page[^1].Hash);
        }
        string? place = null;
        for (var left = MostAttempts; left > 0 && await HouseCalls.Retry(() => log.Attempts(place, AuditPage)) is { } page; left -= AuditPage)
        {
            foreach (var attempt in page.Attempts) export.Attempt(attempt);
            await body.FlushAsync(http.RequestAborted);
            place = page.Next;
            if (place is null) break;
        }
        export.End();
    }

    // Admins included: the log holds every amount, and so does what was refused. Of a cancelled one it may be read: what was bid decides nothing any more.
    private static async Task<bool> IsShut(string id, HttpContext http, IGrainFactory grains)
    {
        if (await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).View()) is not { } view || !view.Settings.IsSealed() ||
            view.Status is AuctionStatus.Sold or AuctionStatus.Unsold or AuctionStatus.Settled or AuctionStatus.Cancelled) return false;
        await Problem.Write(http, Answers.Sealed(view.Status));
        return true;
    }

    private static async Task Attempts(string id, HttpContext http, IGrainFactory grains, int limit = 50, string? cursor = null)
    {
        if (!Paging.TryRead(limit, cursor, out var place, out var problem))
        {
            await Problem.Write(http, problem);
            return;
        }
        if (place is not null && !IsPlace(place))
        {
            await Problem.Write(http, Paging.BadCursor());
            return;
        }
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(() => grains.GetGrain<IAuctionHistoryGrain>(id).Attempts(place, limit)) is not { } page)
        {
            await Problem.Write(http, Answers.NotFound());
            return;
        }
        if (await IsShut(id, http, grains)) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var attempt in page.Attempts) json.WriteRawValue(attempt, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteString("nextCursor"u8, Paging.Cursor(page.Next));
        json.WriteEndObject();
    }

    // Two decimal numbers joined by a hyphen.
    private static bool IsPlace(string text) =>
        text.Split('-') is [var time, var number] && ulong.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out _) && ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
