using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Admin.Development;

/// <summary>Tokens for whoever asks, in Development and without Clerk.</summary>
internal static class LocalIssuerEndpoints
{
    /// <summary>Adds the issuer where there is to be one.</summary>
    public static bool AddLocalIssuer(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || builder.Configuration.GetSection("Clerk").Get<ClerkOptions>()?.IsConfigured == true) return false;
        var issuer = IdentityExtensions.LocalIssuer(builder.Configuration);
        builder.Services.AddSingleton(services => new LocalIssuer(issuer, services.GetRequiredService<TimeProvider>()));
        return true;
    }

    public static void MapLocalIssuer(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/dev/token", (TokenRequest request, LocalIssuer issuer) =>
        {
            if (string.IsNullOrWhiteSpace(request.Sub) || request.Sub.Length > 128 || request.Sub.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
                return Invalid("sub", "A subject has 1 to 128 characters without spaces.");
            if (request.Roles?.All(Roles.All.Contains) == false) return Invalid("roles", $"The roles are {string.Join(", ", Roles.All)}.");
            return TypedResults.Ok(new TokenAnswer(issuer.Sign(request.Sub, request.Name, request.Roles ?? [Roles.Bidder])));
        }).AllowAnonymous().WithTags("Development").WithName("DevelopmentToken").Produces<TokenAnswer>().ProducesProblem(422);
        routes.MapGet("/.well-known/jwks.json", (LocalIssuer issuer) => TypedResults.Ok(issuer.KeySet())).AllowAnonymous().WithTags("Development").WithName("DevelopmentKeys");
    }

    private static IResult Invalid(string field, string why) => Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { [field] = [why] }));
}

/// <summary>Whose token it is to be.</summary>
/// <param name="Sub">Their id.</param>
/// <param name="Name">Their name; null is none.</param>
/// <param name="Roles">Their roles; null is bidder.</param>
internal sealed record TokenRequest(string Sub, string? Name = null, string[]? Roles = null);

/// <summary>A token.</summary>
/// <param name="Token">The JWT.</param>
internal sealed record TokenAnswer(string Token);
