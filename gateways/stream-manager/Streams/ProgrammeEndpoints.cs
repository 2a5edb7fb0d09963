using System.Text.Json;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>What is on air: preview and programme, and captions.</summary>
internal static class ProgrammeEndpoints
{
    private static readonly TimeSpan UsualTransition = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan ShortestCaption = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCaption = TimeSpan.FromHours(1);

    public static void MapProgramme(this RouteGroupBuilder streams)
    {
        var programme = streams.MapGroup("/{id}").WithTags("Programme");
        programme.MapPut("/preview", (string id, PreviewRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
                StreamEndpoints.Ask(id, new PreviewScene(request.Scene) { Origin = OperationKey.From(http, $"preview {request.Scene}") }, http, grains, clock))
            .WithName("PreviewScene").Produces<PublicStream>().ProducesProblem(404);
        programme.MapPost("/take", Take).WithName("TakeScene").Produces<PublicStream>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        programme.MapPost("/captions", Post).WithName("PostCaption").Produces<PublicStream>().ProducesProblem(404).ProducesProblem(422);
        programme.MapDelete("/captions", (string id, HttpContext http, IGrainFactory grains) =>
                StreamEndpoints.Ask(id, new ClearCaption { Origin = OperationKey.From(http, "clear caption") }, grains, _ => TypedResults.NoContent()))
            .WithName("ClearCaption").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> Take(string id, TakeRequest? request, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var errors = new FieldErrors();
        var transition = request?.Transition is { } given ? TransitionOf(given, errors) : Transition.Cut;
        if (errors.Any) return Problem.Result(errors.Problem());
        var origin = OperationKey.From(http, "take " + JsonSerializer.Serialize(request, StrictJson.Options));
        return await StreamEndpoints.Ask(id, new TakeScene(request?.Scene, transition) { Origin = origin }, http, grains, clock);
    }

    private static Transition TransitionOf(TransitionRequest given, FieldErrors errors)
    {
        var kind = Words<TransitionKind>.Find(given.Kind);
        errors.AddIf(kind is null, "transition.kind", $"A transition is one of {Words<TransitionKind>.All}.");
        errors.AddIf(given.Duration < TimeSpan.Zero || given.Duration > Transition.Longest, "transition.duration", $"A transition takes zero to {Transition.Longest.TotalSeconds} s.");
        errors.AddIf(kind == TransitionKind.Cut && given.Duration > TimeSpan.Zero, "transition.duration", "A cut takes no time.");
        return new Transition(kind ?? TransitionKind.Cut, given.Duration ?? (kind == TransitionKind.Cut ? TimeSpan.Zero : UsualTransition));
    }

    private static async Task<IResult> Post(string id, CaptionRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var errors = new FieldErrors();
        errors.AddIf(!StreamSettingsReader.IsLine(request.Text, 300), "text", "This has 1 to 300 characters and no control characters.");
        errors.AddIf(request.Duration < ShortestCaption || request.Duration > LongestCaption, "duration", "A caption stands for a second to an hour.");
        if (errors.Any) return Problem.Result(errors.Problem());
        var origin = OperationKey.From(http, "caption " + JsonSerializer.Serialize(request, StrictJson.Options));
        return await StreamEndpoints.Ask(id, new PostCaption(request.Text, request.Duration) { Origin = origin }, http, grains, clock);
    }
}
