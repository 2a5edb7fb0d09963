using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>The token that opens the overlay of a stream that is not public. Told once; the house keeps its hash alone.</summary>
internal static class OverlayTokenEndpoints
{
    private const string Prefix = "ovl_"; // for those who search what was published by mistake
    private const int Bytes = 32;

    public static void MapOverlayToken(this RouteGroupBuilder streams)
    {
        streams.MapPost("/{id}/overlay-token", Issue).WithTags("Overlay token").WithName("IssueOverlayToken").Produces<IssuedToken>(201).ProducesProblem(404);
        streams.MapDelete("/{id}/overlay-token", (string id, HttpContext http, IGrainFactory grains) =>
                StreamEndpoints.Ask(id, new RevokeOverlayToken { Origin = OperationKey.From(http, "revoke overlay token") }, grains, _ => TypedResults.NoContent()))
            .WithTags("Overlay token").WithName("RevokeOverlayToken").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> Issue(string id, EmptyRequest? request, HttpContext http, IGrainFactory grains)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(StreamAnswers.NotFound());
        var token = Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        var origin = OperationKey.From(http, "issue overlay token");
        var stream = grains.GetGrain<IStreamGrain>(id);
        var answer = await HouseCalls.Retry(() => stream.Execute(new IssueOverlayToken(hash) { Origin = origin }));
        // A repetition: the first token was told once and cannot be told again. Whoever asks again has not got it, and gets another in its place.
        if (answer is StreamAnswer.Done { View.OverlayTokenHash: var kept } && kept != hash)
            answer = await HouseCalls.Retry(() => stream.Execute(new IssueOverlayToken(hash) { Origin = origin with { Key = $"{origin.Key} {hash}" } }));
        if (answer is StreamAnswer.Refused no) return Problem.Result(StreamAnswers.Of(no));
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new IssuedToken(token, $"/overlay/{id}#token={token}"));
    }
}
