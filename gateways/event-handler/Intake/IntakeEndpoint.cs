using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Limits;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.EventHandler.Feed;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>The way in for events.</summary>
internal static class IntakeEndpoint
{
    /// <summary>How large a batch may be, in bytes.</summary>
    public const int LargestBatch = 4 * 1024 * 1024;

    private const int Slack = 64 * 1024; // the server cuts off what is larger than what is refused here
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    // In whose name nobody speaks from outside.
    private static readonly string[] HouseTypes = ["com.sothebais.auction.", "com.sothebais.webhook.", "com.sothebais.feed."];
    private static readonly string[] HouseSources = [FeedEvent.Auctions, "/webhooks/"];

    public static void MapIntake(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/events", Take).WithName("SendEvents").WithTags("Events").RequireAuthorization(Policies.Publish).AcceptSignatures()
            .WithSummary("Sends a CloudEvent (structured or binary) or a batch of at most 1,000; a batch is answered with one outcome an event under items.")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBatch + Slack)).Accepts<PublicCloudEvent>(isOptional: true, Structured, Batch, "*/*")
            .Produces<PublicOutcome>(202).ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);

    private static async Task Take(HttpContext http, EventIntake intake, TimeProvider clock)
    {
        var type = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var parsed) ? parsed.MediaType.Value?.ToLowerInvariant() : null;
        if (WrongType(http, type, parsed) is { } wrong) throw new BadHttpRequestException(wrong, StatusCodes.Status415UnsupportedMediaType);
        if (await Body(http, type == Batch ? LargestBatch : IncomingEvent.Largest) is not { } body)
        {
            await Problem.Write(http, Problem.Of(413, "body-too-large", "The body is larger than this address takes.", $"An event has {IncomingEvent.Largest / 1024} KiB at most, a batch {LargestBatch >> 20} MiB."));
            return;
        }
        var sender = new Sender(http.User.Id(), clock.GetUtcNow(), http.TraceIdentifier);
        int? index = type == Batch ? 0 : null;
        try
        {
            if (type is not (Structured or Batch)) body = BinaryMode.ToStructured(http.Request.Headers, body);
            if (!Utf8.IsValid(body)) throw new BadHttpRequestException("The body is not valid UTF-8.");
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Conformance.Deepest + (type == Batch ? 1 : 0) });
            var count = type == Batch ? CountOf(json.RootElement) : 1;
            if (count > EventIntake.Most)
            {
                await Problem.Write(http, Problem.Of(413, "batch-too-large", "The batch is too large.", $"A batch has {EventIntake.Most:N0} events at most, not {count}.", ("most", EventIntake.Most)));
                return;
            }
            if (!await RateLimits.TryTake(http, count)) return;
            var events = new IncomingEvent[count];
            if (type == Batch)
                for (; index < count; index++) events[index.Value] = Read(json.RootElement[index.Value]);
            else
                events[0] = Read(json.RootElement);
            await Answer(http, events, await intake.Process(events, sender), type == Batch);
        }
        catch (NonConforming e)
        {
            await Problem.Write(http, Of(e, index));
        }
    }

    /// <summary>Why a body of its type is not taken; null where it is.</summary>
    private static string? WrongType(HttpContext http, string? type, MediaTypeHeaderValue? parsed)
    {
        if (type is Structured or Batch)
            return parsed!.Charset.Value?.Trim('"') is { } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? "An event is sent in UTF-8." : null;
        if (type?.StartsWith("application/cloudevents", StringComparison.Ordinal) == true || !BinaryMode.IsIn(http.Request.Headers))
            return $"An event is sent as {Structured}, many as {Batch}, or one with its attributes in ce- headers.";
        // They are no part of what was signed: whoever sees one signed request could send others under new ids.
        return http.IsSigned() ? $"A signature covers no headers: what is signed is sent as {Structured} or {Batch}." : null;
    }

    private static int CountOf(JsonElement batch) =>
        batch.ValueKind == JsonValueKind.Array ? batch.GetArrayLength() : throw new BadHttpRequestException("A batch is a JSON array of events.");

    private static IncomingEvent Read(JsonElement json)
    {
        var happened = Conformance.Read(json);
        if (Array.Exists(HouseTypes, t => happened.Type.StartsWith(t, StringComparison.Ordinal))) throw new NonConforming("type", "Events of this type are the house's own.") { IsReserved = true };
        return Array.Exists(HouseSources, s => happened.Source.StartsWith(s, StringComparison.Ordinal))
            ? throw new NonConforming("source", "This source is the house's own.") { IsReserved = true } : happened;
    }

    private static ProblemDetails Of(NonConforming e, int? index)
    {
        var problem = e.IsReserved ? Problem.Of(403, "reserved-for-house", "Nobody speaks for the house.", e.Message, ("attribute", e.Attribute))
            : e.IsTooLarge ? Problem.Of(413, "event-too-large", "The event is too large.", e.Message)
            : Problem.Of(400, "invalid-event", "The event does not conform to CloudEvents 1.0.", $"{e.Attribute}: {e.Message}", ("attribute", e.Attribute));
        if (index is not null) problem.Extensions["index"] = index;
        return problem;
    }

    private static async Task Answer(HttpContext http, IncomingEvent[] events, IntakeOutcome[] outcomes, bool isBatch)
    {
        if (outcomes.Length > 0 && outcomes.All(o => o.Status == IntakeStatus.Unknown))
        {
            http.Response.Headers.RetryAfter = "1";
            await Problem.Write(http, Problem.Of(503, "outcome-unknown", "It is not known whether this happened.", "Send it again, with the same source and id: it will have the effect of one, and you will know."));
            return;
        }
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        if (isBatch)
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
        }
        for (var i = 0; i < events.Length; i++) PublicOutcome.Write(json, events[i], outcomes[i]);
        if (!isBatch) return;
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The whole body; null where it is larger than it may be.</summary>
    private static async Task<byte[]?> Body(HttpContext http, int most)
    {
        if (http.Request.ContentLength > most) return null;
        using var body = new MemoryStream();
        var some = new byte[16 * 1024];
        try
        {
            for (int read; (read = await http.Request.Body.ReadAsync(some, http.RequestAborted)) > 0;)
            {
                if (body.Length + read > most) return null;
                body.Write(some.AsSpan(0, read));
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
        return body.ToArray();
    }
}
