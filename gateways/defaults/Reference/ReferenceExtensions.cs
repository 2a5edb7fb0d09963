using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Limits;

namespace Sothebais.Gateways.Defaults.Reference;

/// <summary>What a gateway tells of itself: its OpenAPI document and a page to read it in.</summary>
public static class ReferenceExtensions
{
    private const string Session = "session";
    private const string Cookie = "cookie";

    /// <summary>Adds the document.</summary>
    public static void AddReference(this WebApplicationBuilder builder, string service) => builder.Services.AddOpenApi("v1", openApi => openApi
        .AddDocumentTransformer((document, _, _) =>
        {
            (document.Info.Title, document.Info.Version) = ($"Sothebais {service}", "v1");
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Session] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = "A person's session token, or an event source's key.",
                },
                [Cookie] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = SessionToken.Cookie,
                    Description = "The same token as the browser keeps it; for this site's own pages.",
                },
            };
            return Task.CompletedTask;
        })
        .AddOperationTransformer(SayWhoMay));

    /// <summary>Maps the document and the page.</summary>
    public static void MapReference(this IEndpointRouteBuilder routes, string service)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapScalarApiReference("/docs", o => o.WithTitle($"Sothebais {service}")).AllowAnonymous().WithSecurityHeadersPolicy(SecurityHeaders.Pages);
    }

    private static Task SayWhoMay(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stopping)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any()) return Task.CompletedTask;
        operation.Security = [Requirement(Session), Requirement(Cookie)];
        operation.Responses ??= [];
        foreach (var (status, what) in new[] { (StatusCodes.Status401Unauthorized, "Nobody is signed in."), (StatusCodes.Status403Forbidden, "The caller's role does not allow it.") })
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse { Description = what });
        return Task.CompletedTask;

        OpenApiSecurityRequirement Requirement(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
    }
}
