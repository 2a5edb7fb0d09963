using System.Buffers;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Benchmarks.House;

/// <summary>
/// The ceiling of bidding: the same pipeline, the same token check, the same body read in the same way, and then one and the same 201, of the
/// size of a real one. What the house takes beyond this is the price of deciding, committing and answering.
/// </summary>
internal static class ConstantBids
{
    /// <summary>Maps <c>POST /constant/{id}/bids</c>, and <c>PUT /constant</c> for the answer it is to give.</summary>
    public static void MapConstantBids(this WebApplication app)
    {
        byte[] answer = [];
        app.MapPut("/constant", async (HttpContext http) => answer = await http.ReadWhole()).AllowAnonymous();
        app.MapPost("/constant/{id}/bids", Answer).RequireAuthorization(Policies.Bid);

        async Task Answer(string id, HttpContext http, bool dryRun = false)
        {
            _ = (id, dryRun);
            if (!http.Request.HasJsonContentType()) throw new BadHttpRequestException("A bid is sent as application/json.", StatusCodes.Status415UnsupportedMediaType);
            await ReadBody(http);
            http.Response.StatusCode = StatusCodes.Status201Created;
            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.ContentLength = answer.Length;
            http.Response.BodyWriter.Write(answer);
        }
    }

    // As the house reads it.
    private static async ValueTask<BidRequest> ReadBody(HttpContext http)
    {
        var body = http.Request.BodyReader;
        var read = await body.ReadAsync();
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync();
        }
        try
        {
            return BidRequest.Read(read.Buffer);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }
}
